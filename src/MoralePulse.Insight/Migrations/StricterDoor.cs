using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MoralePulse.Tree;

namespace MoralePulse.Insight.Migrations;

[DbContext(typeof(InsightContext))]
[Migration("0002_door")]
internal sealed class StricterDoor : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlFile.Beside<StricterDoor>("0002_door.sql"));
}
