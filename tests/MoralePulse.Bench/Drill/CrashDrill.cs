using System.Diagnostics;
using System.Globalization;
using MoralePulse.Bench.Drill.Events;

namespace MoralePulse.Bench.Drill;

/// <summary>Lets two service processes on one database suffer what may befall them while people tap, and compares what was acknowledged with what is counted and shown.</summary>
public static class CrashDrill
{
    private static readonly TimeSpan LongestSettling = TimeSpan.FromMinutes(2);

    /// <summary>Runs a drill on a server of its own, with commits on the disk.</summary>
    /// <param name="plan">How hard it is.</param>
    /// <param name="output">Told of each event, and of the result.</param>
    public static async Task<DrillVerdict> Run(DrillPlan plan, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        var began = Stopwatch.GetTimestamp();
        await using var world = await DrillWorld.Create(plan);
        await Say($"Two services are up after {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s; {plan.Clients} clients tap {plan.Rate} times a second each.");

        using var end = new CancellationTokenSource();
        var tapping = world.Loop.Run(end.Token);
        var happened = new Dictionary<DrillKind, int>();
        var notMade = new List<(DrillKind Kind, string Why)>();
        var (number, putOff, chance) = (0, 0, new Random(plan.Seed));
        var waiting = new Queue<DrillKind>(plan.Draw());
        while (waiting.TryDequeue(out var kind))
        {
            var before = world.Loop.Acknowledged;
            while (world.Loop.Acknowledged - before < plan.Between && !tapping.IsCompleted) await Task.Delay(20);
            if (tapping.IsCompleted) await tapping; // only a fault ends it this early
            var from = Stopwatch.GetTimestamp();
            var why = await DrillEvents.Run(kind, world, new(chance.Next()));
            // It may be possible later: a tick that is to be cut, or a block of which boards are told, does not come at any time.
            var again = why is not null && why != world.NoDisk && ++putOff <= Math.Max(3, plan.Events / 10);
            if (again) waiting.Enqueue(kind);
            else if (why is not null) notMade.Add((kind, why));
            else happened[kind] = happened.GetValueOrDefault(kind) + 1;
            await Say($"{++number,3} {DrillSummary.InWords(kind)}{(why is null ? "" : again ? $": put off, {why}" : $": NOT MADE, {why}")}; {Stopwatch.GetElapsedTime(from).TotalSeconds:0.0} s, {world.Loop.Acknowledged} acknowledged, {world.Loop.InFlight} on their way");
        }

        await end.CancelAsync();
        await tapping.WaitAsync(LongestSettling);
        var verdict = await DrillVerdict.Read(world, happened, notMade);
        await Say($"The drill took {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s.");
        await DrillSummary.Write(verdict, output);
        return verdict;

        Task Say(FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
    }
}
