using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MoralePulse.Tree;

namespace MoralePulse.Insight.Migrations;

[DbContext(typeof(InsightContext))]
[Migration("0005_boards")]
internal sealed class WallDisplayLinks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlFile.Beside<WallDisplayLinks>("0005_boards.sql"));
}
