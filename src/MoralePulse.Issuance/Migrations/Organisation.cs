using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MoralePulse.Tree;

namespace MoralePulse.Issuance.Migrations;

[DbContext(typeof(IssuanceContext))]
[Migration("0001_organisation")]
internal sealed class Organisation : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlFile.Beside<Organisation>("0001_organisation.sql"));
}
