using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MoralePulse.Tree;

namespace MoralePulse.Insight.Migrations;

[DbContext(typeof(InsightContext))]
[Migration("0003_trends")]
internal sealed class TrendsAndSignals : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlFile.Beside<TrendsAndSignals>("0003_trends.sql"));
}
