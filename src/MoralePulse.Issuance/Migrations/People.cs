using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MoralePulse.Tree;

namespace MoralePulse.Issuance.Migrations;

[DbContext(typeof(IssuanceContext))]
[Migration("0002_issuance")]
internal sealed class People : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlFile.Beside<People>("0002_issuance.sql"));
}
