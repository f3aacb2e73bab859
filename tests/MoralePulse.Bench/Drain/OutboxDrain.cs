using System.Globalization;
using MoralePulse.Bench.Drill;
using MoralePulse.Domain.Organisation;
using MoralePulse.Harness;
using Npgsql;

namespace MoralePulse.Bench.Drain;

/// <summary>
/// A database that is away for ten minutes while two thousand outboxes try again and again. The service's clock says ten minutes; the database is really gone, for as long as it
/// takes phones to wait as long as they ever do between two tries.
/// </summary>
public static class OutboxDrain
{
    /// <summary>Runs it on a server of its own.</summary>
    /// <param name="plan">How large the crowd is.</param>
    /// <param name="output">Told of what happens, and of how long the crowd took.</param>
    public static async Task<DrainVerdict> Run(DrainPlan plan, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        await using var server = await ThrowawayPostgres.Start(fsync: true);
        await using var database = new Owned(await TestDatabase.On(server));
        var trust = new DrillTrust(Ods.Parse("REAL"), 4, 50);
        await trust.Import(database.Value, simulated: false, null);
        await trust.UseDates(database.Value, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1));
        await using var node = await DrillNode.Start(1, database.Value.Settings, () => new NpgsqlConnectionStringBuilder(server.Owner).Port);
        await node.SetClock(-plan.Outage); // so that afterwards it is as late as the database's own
        var taps = Enumerable.Range(0, plan.Outboxes).Select(n => trust.Draw(new(n))).ToList();
        var loop = new OpenLoop([node], n => taps[n], new() { FirstPause = plan.FirstPause, LongestPause = plan.LongestPause });

        server.StopAtOnce();
        while (server.IsRunning) await Task.Delay(20);
        var sending = taps.Select(loop.Send).ToList();
        while (loop.Resent < plan.Tries * plan.Outboxes) await Task.Delay(20);
        await Say($"{plan.Outboxes} outboxes have tried {loop.Resent + plan.Outboxes} times without a database; {loop.Acknowledged} acknowledged.");
        var early = loop.Acknowledged;

        await node.SetClock(TimeSpan.Zero);
        await server.StartAgain();
        database.Value.AsOwner.Clear();
        var back = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(sending);
        var took = TimeProvider.System.GetElapsedTime(back);
        var verdict = new DrainVerdict(
            loop.Acknowledged, early,
            await database.Value.Scalar<long>("select coalesce(sum(green + amber + red), 0)::bigint from (select green, amber, red from ballot.pool union all select green, amber, red from published.block) counters"),
            await database.Value.Scalar<long>("select count(*) from ballot.spent s join organisation.pass_key k on k.key_id = s.key_id where k.kind = 'day'"), took);
        await Say($"All had been counted {took.TotalSeconds:0.0} s after the database was back: acknowledged {verdict.Acknowledged}, counted {verdict.Counted}, passes spent {verdict.Spent}, sent again {loop.Resent} times.");
        return verdict;

        Task Say(FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
    }

    // The database goes with its server.
    private sealed record Owned(TestDatabase Value) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Value.AsOwner.DisposeAsync();
    }
}

/// <summary>What became of the crowd.</summary>
/// <param name="Acknowledged">Taps that an answer said are counted.</param>
/// <param name="Early">Those of them that were said to be before there was a database to count them in.</param>
/// <param name="Counted">Taps in pools and blocks.</param>
/// <param name="Spent">Day passes in the ledger.</param>
/// <param name="Took">From the database's return to the last answer.</param>
public sealed record DrainVerdict(long Acknowledged, long Early, long Counted, long Spent, TimeSpan Took);
