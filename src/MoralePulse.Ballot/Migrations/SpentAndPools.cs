using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MoralePulse.Tree;

namespace MoralePulse.Ballot.Migrations;

[DbContext(typeof(BallotContext))]
[Migration("0001_ballot")]
internal sealed class SpentAndPools : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(SqlFile.Beside<SpentAndPools>("0001_ballot.sql"));
}
