using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Attack.Tests.Watching;

/// <summary>
/// The watcher's best guess of every rating: how each person usually feels, and who in each block tapped what, made to fit each other in turn (expectation maximisation; within a block the
/// moods are scaled until they sum to it). It pools all that he has: every block that a tap may be in, what a person tapped on other days, what her team and the trust tap, what colleagues told.
/// </summary>
internal sealed class BestGuess
{
    private const int Moods = 3;
    private const int Rounds = 12;
    private const int Scalings = 8;
    private const double OfTrust = 10; // how many taps' weight the trust's moods have against a team's own
    private const double OfTeam = 6; // and a team's against a person's own

    private readonly Knowledge knowledge;
    private readonly IReadOnlyList<Suspects> blocks;
    private readonly double[][] mood; // by tap: probability of each mood
    private readonly double[][] usual; // by tap: what her team and she usually tap
    private readonly double[] placed; // by tap: how much of it is in some block
    private readonly double[][] leanings; // by block and suspect

    private BestGuess(IReadOnlyList<Suspects> blocks, Knowledge knowledge, Rehearsal rehearsal)
    {
        (this.blocks, this.knowledge) = (blocks, knowledge);
        leanings = [.. blocks.Select(suspects => rehearsal.LeaningsOf(suspects))];
        placed = new double[knowledge.Taps.Count];
        foreach (var suspects in blocks)
            foreach (var suspect in suspects.All) placed[suspect.Tap] += suspect.Chance;
        mood = [.. knowledge.Taps.Select(_ => new double[Moods])];
        usual = [.. knowledge.Taps.Select(_ => new double[Moods])];
    }

    /// <summary>Probabilities of green, amber and red for every tap, by its number.</summary>
    /// <param name="all">Every block that was seen.</param>
    /// <param name="blocks">Those with suspects.</param>
    /// <param name="knowledge">What he starts from.</param>
    /// <param name="rehearsal">What he has learned of the code.</param>
    public static IReadOnlyList<IReadOnlyList<double>> Of(IReadOnlyList<SeenBlock> all, IReadOnlyList<Suspects> blocks, Knowledge knowledge, Rehearsal rehearsal)
    {
        var trust = Shares(all.Aggregate(new PoolCounts(), (sum, block) => sum + block.Counts), [1, 1, 1], 1);
        var teams = all.Where(block => block.Home.IsUnit).GroupBy(block => block.Home)
            .ToDictionary(team => team.Key, team => Shares(team.Aggregate(new PoolCounts(), (sum, block) => sum + block.Counts), trust, OfTrust));
        var guess = new BestGuess(blocks, knowledge, rehearsal);
        double[] Team(int tap) => teams.GetValueOrDefault(knowledge.UnitOf(knowledge.Taps[tap]), trust);
        for (var tap = 0; tap < guess.usual.Length; tap++) (guess.Told(tap) ?? Team(tap)).CopyTo(guess.usual[tap], 0);
        for (var round = 0; round < Rounds; round++)
        {
            guess.Place();
            guess.LearnPeople(Team);
        }

        guess.Place();
        return guess.mood;
    }

    // Who in each block tapped what, where everybody taps as usual and the block sums to what it does.
    private void Place()
    {
        for (var tap = 0; tap < mood.Length; tap++)
            for (var m = 0; m < Moods; m++) mood[tap][m] = usual[tap][m] * Math.Max(0, 1 - placed[tap]);
        foreach (var (block, suspects) in blocks.Index())
        {
            double[] wanted = [suspects.Block.Counts.Green, suspects.Block.Counts.Amber, suspects.Block.Counts.Red];
            double[] scale = [1, 1, 1];
            for (var turn = 0; turn < Scalings; turn++)
            {
                var sums = new double[Moods];
                for (var at = 0; at < suspects.All.Count; at++) Share(block, at, scale, (m, share) => sums[m] += share);
                for (var m = 0; m < Moods; m++) scale[m] *= sums[m] > 0 ? wanted[m] / sums[m] : 1;
            }

            for (var at = 0; at < suspects.All.Count; at++)
            {
                var tap = suspects.All[at].Tap;
                var part = placed[tap] > 1 ? 1 / placed[tap] : 1;
                Share(block, at, scale, (m, share) => mood[tap][m] += share * part);
            }
        }
    }

    private void Share(int block, int at, double[] scale, Action<int, double> add)
    {
        var suspects = blocks[block];
        var (tap, leaning, commonest) = (usual[suspects.All[at].Tap], leanings[block][at], (int)Rehearsal.CommonestOf(suspects.Block.Counts));
        double Weight(int m) => tap[m] * scale[m] * (m == commonest ? 1 : leaning);
        var sum = Weight(0) + Weight(1) + Weight(2);
        if (sum <= 0) return;
        for (var m = 0; m < Moods; m++) add(m, suspects.All[at].Chance * Weight(m) / sum);
    }

    // How each person usually feels, from what she probably tapped.
    private void LearnPeople(Func<int, double[]> team)
    {
        foreach (var person in knowledge.Taps.GroupBy(tap => tap.Person))
        {
            var own = new double[Moods];
            var count = 0;
            foreach (var tap in person)
            {
                count++;
                for (var m = 0; m < Moods; m++) own[m] += mood[tap.Number][m];
            }

            foreach (var tap in person)
            {
                if (knowledge.Told.ContainsKey(tap.Number)) continue;
                var before = team(tap.Number);
                for (var m = 0; m < Moods; m++) usual[tap.Number][m] = (own[m] + OfTeam * before[m]) / (count + OfTeam);
            }
        }
    }

    private double[]? Told(int tap) => knowledge.Told.TryGetValue(tap, out var told) ? [told == Mood.Green ? 1 : 0, told == Mood.Amber ? 1 : 0, told == Mood.Red ? 1 : 0] : null;

    private static double[] Shares(PoolCounts counts, double[] otherwise, double weight)
    {
        var sum = counts.Total + weight * otherwise.Sum();
        return [(counts.Green + weight * otherwise[0]) / sum, (counts.Amber + weight * otherwise[1]) / sum, (counts.Red + weight * otherwise[2]) / sum];
    }
}
