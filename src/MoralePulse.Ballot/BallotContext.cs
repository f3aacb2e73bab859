using Microsoft.EntityFrameworkCore;

namespace MoralePulse.Ballot;

/// <summary>Migrations of spent passes and pools. It maps no table: what the ballot does is set-based SQL, in files beside the code that runs it.</summary>
/// <param name="options">The connection.</param>
public sealed class BallotContext(DbContextOptions<BallotContext> options) : DbContext(options)
{
    /// <summary>The schema that this side owns.</summary>
    public const string Schema = "ballot";
}
