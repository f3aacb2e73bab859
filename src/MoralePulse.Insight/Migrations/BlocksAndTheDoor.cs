using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MoralePulse.Tree;

namespace MoralePulse.Insight.Migrations;

[DbContext(typeof(InsightContext))]
[Migration("0001_published")]
internal sealed class BlocksAndTheDoor : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlFile.Beside<BlocksAndTheDoor>("0001_published.sql"));
}
