using System.Collections.Concurrent;
using MoralePulse.Attack.Tests.Worlds;
using MoralePulse.Bench.World;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Attack.Tests.Watching;

/// <summary>
/// The watcher has the code, so he rehearses on trusts of his own, whose moods he knows: by each trait of a suspect and the manner in which her block came, by what are the odds to be multiplied that
/// she is not of the block's commonest mood?
/// </summary>
internal sealed class Rehearsal
{
    private const int FirstOwn = 9_001; // seeds that no gate uses
    private const double Doubt = 20; // suspects' weight of "nothing to be learned"
    private static readonly ConcurrentDictionary<(int Staff, double Participation), Lazy<Rehearsal>> Known = new();

    private readonly Dictionary<int, double>[] odds = [.. Enumerable.Range(0, Traits.Ways).Select(_ => new Dictionary<int, double>())];

    private Rehearsal()
    {
    }

    /// <summary>Rehearses for trusts of so many people, of whom so many tap.</summary>
    public static Rehearsal For(int staff, double participation) => Known.GetOrAdd((staff, participation), which => new(() => Of(which.Staff, which.Participation, 60_000_000 / staff / (int)(100 * participation) / 28))).Value;

    /// <summary>For each suspect, by what the odds that she differs from the block's commonest mood are to be multiplied.</summary>
    public double[] LeaningsOf(Suspects suspects)
    {
        var leanings = new double[suspects.All.Count];
        Array.Fill(leanings, 1);
        foreach (var (way, kinds) in Traits.Of(suspects).Index())
            for (var at = 0; at < leanings.Length; at++) leanings[at] *= odds[way].GetValueOrDefault(kinds[at], 1);
        return leanings;
    }

    /// <summary>
    /// How much the manner of release told of who differs, in bits for each suspect: what is said beyond "as many in a hundred as of her block". Below 0 where what he learned misleads him.
    /// </summary>
    /// <param name="blocks">Blocks of a trust that he has not rehearsed on.</param>
    /// <param name="moods">What was really tapped.</param>
    public double Told(IEnumerable<Suspects> blocks, IReadOnlyList<Mood> moods)
    {
        var (bits, weight) = (0.0, 0.0);
        foreach (var suspects in blocks)
        {
            var (share, commonest) = (ShareOf(suspects.Block.Counts), CommonestOf(suspects.Block.Counts));
            foreach (var (suspect, leaning) in suspects.All.Zip(LeaningsOf(suspects)))
            {
                var differs = share * leaning / (1 - share + share * leaning);
                bits += suspect.Chance * (moods[suspect.Tap] == commonest ? Math.Log2((1 - differs) / (1 - share)) : Math.Log2(differs / share));
                weight += suspect.Chance;
            }
        }

        return bits / weight;
    }

    /// <summary>The commonest mood of a block.</summary>
    public static Mood CommonestOf(PoolCounts counts) => counts.LargestMood == counts.Green ? Mood.Green : counts.LargestMood == counts.Amber ? Mood.Amber : Mood.Red;

    private static double ShareOf(PoolCounts counts) => Math.Clamp((counts.Total - counts.LargestMood) / (double)counts.Total, 0.01, 0.99);

    private static Rehearsal Of(int staff, double participation, int trusts)
    {
        var lessons = Enumerable.Range(FirstOwn, trusts).AsParallel().AsOrdered().SelectMany(seed => Lessons(GateTrust.Draw(seed, participation, staff))).ToList();
        var rehearsal = new Rehearsal();
        for (var way = 0; way < Traits.Ways; way++)
        {
            foreach (var kind in lessons.GroupBy(lesson => lesson.Kinds[way]))
            {
                var (differ, expected, all) = (0.0, 0.0, 0.0);
                foreach (var lesson in kind)
                {
                    differ += lesson.Differs ? lesson.Chance : 0;
                    expected += lesson.Chance * lesson.Believed;
                    all += lesson.Chance;
                }

                var mean = expected / all;
                rehearsal.odds[way][kind.Key] = (differ + Doubt * mean) / (all - differ + Doubt * (1 - mean)) / ((expected + Doubt * mean) / (all - expected + Doubt * (1 - mean)));
                foreach (var lesson in kind) lesson.Learn(rehearsal.odds[way][kind.Key]);
            }
        }

        return rehearsal;
    }

    private static IReadOnlyList<Lesson> Lessons(Simulation.SimulatedTrust trust)
    {
        var monday = new DateOnly(2026, 6, 1);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var run = TrustRun.Of(trust, monday, monday.AddDays(27));
        var (taps, moods) = SentTap.Of(trust, monday, 28, zone);
        var knowledge = new Knowledge(taps, run.Tree, run.Homes, zone, new Dictionary<int, Mood>());
        var lessons = new List<Lesson>();
        foreach (var suspects in SuspectSearch.Of([.. run.Blocks.Select(block => new SeenBlock(block.Home, block.At, block.Counts, true))], knowledge))
        {
            var (traits, commonest, share) = (Traits.Of(suspects), CommonestOf(suspects.Block.Counts), ShareOf(suspects.Block.Counts));
            foreach (var (at, suspect) in suspects.All.Index())
                if (suspect.Chance > 0.02) lessons.Add(new([.. traits.Select(way => way[at])], suspect.Chance, moods[suspect.Tap] != commonest, share));
        }

        return lessons;
    }

    /// <summary>What became of one suspect of a rehearsal.</summary>
    private sealed class Lesson(int[] kinds, double chance, bool differs, double share)
    {
        public int[] Kinds => kinds;

        public double Chance => chance;

        public bool Differs => differs;

        /// <summary>How likely he thinks by now that she differs.</summary>
        public double Believed { get; private set; } = share;

        public void Learn(double odds) => Believed = Believed * odds / (1 - Believed + Believed * odds);
    }
}
