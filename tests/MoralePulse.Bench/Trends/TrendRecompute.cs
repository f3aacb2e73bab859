using System.Diagnostics;
using System.Globalization;
using MoralePulse.Domain.Organisation;
using MoralePulse.Harness;

namespace MoralePulse.Bench.Trends;

/// <summary>
/// Makes the trends of many units anew, with commits on the disk; then in another organisation the same, by a process that is killed (SIGKILL) midway and started again twice, and
/// compares the rows.
/// </summary>
public static class TrendRecompute
{
    /// <summary>The command that the killed process runs.</summary>
    public const string Worker = "trends-worker";

    private static readonly Ods Clean = Ods.Parse("CLEAN");
    private static readonly Ods Killed = Ods.Parse("KILLED");

    /// <summary>Measures and compares.</summary>
    /// <returns>Whether the rows are equal.</returns>
    public static async Task<bool> Run(TrendPlan plan, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        await using var server = await ThrowawayPostgres.Start(fsync: true);
        await using var database = await TestDatabase.On(server);
        await LargeTrust.Make(database, Clean, plan);
        await LargeTrust.Make(database, Killed, plan);

        foreach (var (what, day) in new[] { ("made for the first time", 23), ("all made anew, a week later", 30) })
        {
            await database.Execute($"update organisation.clock set now = '2026-11-{day}T08:00Z'");
            var began = Stopwatch.GetTimestamp();
            var rows = await LargeTrust.Recompute(database.Insight, Clean, CancellationToken.None);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            await Say($"{what}: trends of {plan.Units} units by day, week and month in {seconds:0.0} s, {rows} rows, {rows / seconds:0} rows a second");
        }

        var left = await KillMidway(database, plan);
        await Say($"killed with {left} of {plan.Units} units made");
        for (var again = 0; again < 2; again++) await Say($"run again: {await LargeTrust.Recompute(database.Insight, Killed, CancellationToken.None)} rows");
        var different = await database.Scalar<long>(
            """
            select (select count(*) from published.trend c left join published.trend k on k.ods = 'KILLED' and (k.kind, k.code, k.grain, k.measure, k.profile) = (c.kind, c.code, c.grain, c.measure, c.profile)
                     where c.ods = 'CLEAN' and c.body::text is distinct from k.body::text)
                 + abs((select count(*) from published.trend where ods = 'CLEAN') - (select count(*) from published.trend where ods = 'KILLED'))
            """);
        await Say($"rows that differ from the clean run's: {different}");
        return different == 0;

        Task Say(FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What the killed process does: makes the trends of the second organisation.</summary>
    public static async Task<int> Work(string insight)
    {
        await LargeTrust.Recompute(insight, Killed, CancellationToken.None);
        return 0;
    }

    private static async Task<long> KillMidway(TestDatabase database, TrendPlan plan)
    {
        using var worker = Process.Start(new ProcessStartInfo("dotnet", [typeof(TrendRecompute).Assembly.Location, Worker, database.Insight]))!;
        while (await Done() < plan.Units / 3 && !worker.HasExited) await Task.Delay(10);
        worker.Kill();
        await worker.WaitForExitAsync();
        return await Done();

        Task<long> Done() => database.Scalar<long>("select count(*) from published.trend_state where ods = 'KILLED'");
    }
}
