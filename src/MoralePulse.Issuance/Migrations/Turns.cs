using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MoralePulse.Tree;

namespace MoralePulse.Issuance.Migrations;

[DbContext(typeof(IssuanceContext))]
[Migration("0003_turns")]
internal sealed class Turns : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlFile.Beside<Turns>("0003_turns.sql"));
}
