using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MoralePulse.Tree;

namespace MoralePulse.Issuance.Migrations;

[DbContext(typeof(IssuanceContext))]
[Migration("0004_import_turn")]
internal sealed class ImportTurn : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlFile.Beside<ImportTurn>("0004_import_turn.sql"));
}
