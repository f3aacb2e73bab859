using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MoralePulse.Tree;

namespace MoralePulse.Insight.Migrations;

[DbContext(typeof(InsightContext))]
[Migration("0004_door")]
internal sealed class DoorKnowsHomes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlFile.Beside<DoorKnowsHomes>("0004_door.sql"));
}
