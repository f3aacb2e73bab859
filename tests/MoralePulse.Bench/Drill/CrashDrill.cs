using System.Diagnostics;
using System.Globalization;
using MoralePulse.Harness;

namespace MoralePulse.Bench.Drill;

/// <summary>Kills the service and PostgreSQL's postmaster in turn while people tap, and compares what was acknowledged with what is counted.</summary>
public static class CrashDrill
{
    /// <summary>Runs a drill on a server of its own, with commits on the disk.</summary>
    /// <param name="plan">How hard it is.</param>
    /// <param name="output">Told of each kill, and of the result.</param>
    public static async Task<DrillVerdict> Run(DrillPlan plan, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        await using var server = await ThrowawayPostgres.Start(fsync: true);
        await using var database = await TestDatabase.On(server);
        await DrillStaff.Import(database.Issuance, plan.People, CancellationToken.None);
        using var service = await ServiceProcess.Start(database.Settings, CancellationToken.None);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = service.Address };

        var began = Stopwatch.GetTimestamp();
        var taps = await DrillStaff.Collect(http, plan.People, CancellationToken.None);
        await Say($"{plan.People} people have collected passes in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s; {plan.Clients} clients tap {plan.Rate} times a second each.");

        var loop = new OpenLoop(taps, plan);
        using var end = new CancellationTokenSource();
        var tapping = loop.Run(end.Token);
        for (var kill = 1; kill <= plan.Kills; kill++)
        {
            var before = loop.Acknowledged;
            while (loop.Acknowledged - before < plan.Between && !tapping.IsCompleted) await Task.Delay(20);
            while (loop.InFlight == 0 && !tapping.IsCompleted) await Task.Yield(); // so that the kill meets a request on its way
            if (tapping.IsCompleted) await tapping; // only a fault ends it this early
            var (acknowledged, killed) = (loop.Acknowledged - before, Stopwatch.GetTimestamp());
            var ofService = kill % 2 == 1;
            if (ofService) service.Kill();
            else server.Kill();
            var unanswered = loop.InFlight;
            if (ofService) await service.StartAgain(CancellationToken.None);
            else await server.StartAgain();
            database.AsOwner.Clear(); // its connections died with the postmaster
            await service.Ready(CancellationToken.None);
            var back = Stopwatch.GetElapsedTime(killed);
            var blocks = await database.Scalar<long>("select count(*) from published.block");
            await Say($"kill {kill}, {(ofService ? "service" : "postmaster")}: {acknowledged} acknowledged before it, {unanswered} unanswered, back after {back.TotalSeconds:0.0} s, {blocks} blocks so far");
            if (unanswered == 0) plan = plan with { Kills = plan.Kills + 1 }; // every answer had come: it does not count as one of them
        }

        await end.CancelAsync();
        await tapping;
        var verdict = await DrillVerdict.Read(database, taps, loop.Resent);
        foreach (var (what, number) in new (string, long)[] { ("acknowledged", verdict.Acknowledged), ("resent", verdict.Resent), ("counted", verdict.Counted), ("lost", verdict.Lost), ("twice", verdict.Twice), ("blocks", verdict.Blocks) })
            await Say($"{what} {number}");
        await Say($"{(verdict.MoodsAsSent ? "every mood counted as often as it was tapped" : "moods differ from what was tapped")}");
        return verdict;

        Task Say(FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
    }
}
