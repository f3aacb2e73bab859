using System.Diagnostics;
using System.Globalization;
using MoralePulse.Ballot;
using MoralePulse.Ballot.Release;
using MoralePulse.Domain.Organisation;
using MoralePulse.Insight;
using MoralePulse.Insight.Blocks;
using MoralePulse.Issuance.Import;

namespace MoralePulse.Web.Simulation;

/// <summary><c>replay FILE [--seed N] [--by-month]</c>: a trace of real pulses through the same code as live taps, into a new simulated organisation.</summary>
/// <param name="output">What it came to.</param>
/// <param name="problems">What is wrong.</param>
internal sealed class ReplayCommand(TextWriter output, TextWriter problems)
{
    private const string Usage = "Usage: replay FILE [--seed N] [--by-month]";
    private const int LinesTold = 20;

    /// <returns>0 when every pulse is accounted for, 1 when one is not, 2 when the file or the arguments are wrong and nothing was imported.</returns>
    public async Task<int> Run(string[] arguments, IConfiguration settings, CancellationToken stop)
    {
        var (seed, byMonth) = (1, arguments.Contains("--by-month"));
        var rest = arguments.Where(argument => argument != "--by-month").ToArray();
        if (rest is [var path, "--seed", var text] && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out seed)) rest = [path];
        if (rest is not [var file] || file.StartsWith('-')) return await Complain([Usage]);
        if (!File.Exists(file)) return await Complain([$"There is no file {file}."]);

        var wrong = new List<WrongLine>();
        await using var opened = File.OpenRead(file);
        var pulses = TraceFile.Read(opened, Path.GetFileName(file), wrong);
        if (wrong.Count > 0)
            return await Complain([.. wrong.Take(LinesTold).Select(line => line.ToString()), .. wrong.Count > LinesTold ? [$"And {wrong.Count - LinesTold} more."] : Array.Empty<string>(), "Nothing was imported."]);

        await using var sides = SimulationSetup.InProcess(settings);
        return await Replayed(sides, Path.GetFileName(file), pulses, seed, byMonth, stop);
    }

    private async Task<int> Replayed(ServiceProvider sides, string file, IReadOnlyList<TracePulse> pulses, int seed, bool byMonth, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        await using var held = await SimulationLock.Open(sides.GetRequiredService<LockConnection>().Value, stop);
        var ods = await NextFree(sides.GetRequiredService<BallotDatabase>(), held, stop);
        var tree = new TraceTree(pulses, UnitKind.Directorate);
        var outcome = await sides.GetRequiredService<OrganisationImport>().Apply(tree.Import(ods, $"Replay of {file}"), stop);
        if (outcome is ImportOutcome.Refused refused) return await Complain([.. refused.Lines.Take(LinesTold).Select(line => line.ToString()), "Nothing was imported."]);

        var progress = Progress.To(output, $"Replaying into {ods}");
        var (counted, live) = await ActivatorUtilities.CreateInstance<Replay>(sides).Run(
            ods, pulses, tree, seed, (share, date) => progress.Tell(share, date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)), stop);

        var tally = await Tally.Read(sides.GetRequiredService<BallotDatabase>(), ods, stop);
        var sums = await BlockSums.Read(sides.GetRequiredService<InsightDatabase>(), ods, stop);
        if (byMonth) await ReplayMonths.Tell(pulses, sums, counted, live, output);
        var released = sums.Sum(sum => sum.Total);
        foreach (var (what, number) in new (string, long)[]
            {
                ("read", pulses.Count), ("counted", counted), ("released", released), ("pending", tally.Pending), ("expired", tally.Expired),
                ("blocks", sums.Sum(sum => sum.Blocks)), ("seconds", (long)Math.Ceiling(Stopwatch.GetElapsedTime(began).TotalSeconds)),
            })
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what} {number}"));
        return counted == pulses.Count && counted == released + tally.Pending + tally.Expired ? 0 : 1;
    }

    // The lock comes before the organisation, so that nobody else ever moves its clock.
    private static async Task<Ods> NextFree(BallotDatabase ballot, SimulationLock held, CancellationToken stop)
    {
        for (var n = 1; ; n++)
        {
            var ods = Ods.Parse(string.Create(CultureInfo.InvariantCulture, $"REPLAY{n}"));
            if (await ballot.Tree.Find(ods, stop) is not null || !await held.TakeIdle(ods, stop)) continue;
            if (await ballot.Tree.Find(ods, stop) is null) return ods;
            await held.LetGo(ods, stop);
        }
    }

    private async Task<int> Complain(IEnumerable<string> lines)
    {
        foreach (var line in lines) await problems.WriteLineAsync(line);
        return 2;
    }
}
