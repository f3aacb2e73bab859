using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MoralePulse.Tree;

namespace MoralePulse.Issuance.Migrations;

[DbContext(typeof(IssuanceContext))]
[Migration("0005_notices")]
internal sealed class Notices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlFile.Beside<Notices>("0005_notices.sql"));
}
