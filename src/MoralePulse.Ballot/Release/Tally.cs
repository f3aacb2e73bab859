using MoralePulse.Domain.Organisation;
using Npgsql;

namespace MoralePulse.Ballot.Release;

/// <summary>What a simulated organisation's taps came to. A real one's is never shown: it would tell when somebody taps.</summary>
/// <param name="Pending">Taps in pools.</param>
/// <param name="Live">Those of them in the live pool.</param>
/// <param name="Expired">Taps that were too few for too long.</param>
public sealed record Tally(long Pending, long Live, long Expired)
{
    /// <summary>Reads a simulated organisation's tally.</summary>
    /// <exception cref="InvalidOperationException">The organisation is real, or unknown.</exception>
    public static async Task<Tally> Read(BallotDatabase database, Ods ods, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (await database.Tree.Find(ods, stop) is not { Organisation.Simulated: true }) throw new InvalidOperationException("Only a simulated organisation's tally may be read.");
        return await database.InTransaction(
            async (connection, transaction, token) =>
            {
                await using var command = new NpgsqlCommand(
                    """
                    select (select coalesce(sum(green + amber + red), 0)::bigint from ballot.pool where ods = @ods),
                           (select coalesce(sum(green + amber + red), 0)::bigint from ballot.pool where ods = @ods and kind = 'live'),
                           (select coalesce(sum(taps), 0)::bigint from ballot.expired where ods = @ods)
                    """, connection, transaction)
                { Parameters = { new("ods", ods.Value) } };
                await using var row = await command.ExecuteReaderAsync(token);
                await row.ReadAsync(token);
                return new Tally(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
            },
            stop);
    }
}
