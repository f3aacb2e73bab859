using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MoralePulse.Tree;

namespace MoralePulse.Ballot.Migrations;

[DbContext(typeof(BallotContext))]
[Migration("0002_held")]
internal sealed class HeldTaps : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlFile.Beside<HeldTaps>("0002_held.sql"));
}
