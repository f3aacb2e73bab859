using System.Globalization;
using MoralePulse.Domain.Release;

namespace MoralePulse.Attack.Tests.Gates;

/// <summary>What a watcher must not learn.</summary>
internal static class AttackPromises
{
    /// <summary>Share of ratings that may be certain where a tenth of people tell.</summary>
    public const double MostCertainWhenTold = 0.003;

    /// <summary>Share of ratings whose senders may be named, with confidence and rightly, as differing from their team: those who are known to the watcher for always tapping something else.</summary>
    public const double MostUnmasked = 0.0005;

    /// <summary>Most that the best guess may be better, as a share of ratings.</summary>
    public const double MostGain = 0.05;

    /// <summary>Thousandths of a bit that the manner of a release may tell of who differs: dissenters are likelier among those who came after a failed check, and that shows a little.</summary>
    public const double MostByManner = 10;

    /// <summary>Share of failed checks of which it may be known which taps were looked at: where too few were proven to be different people until many had come, it is.</summary>
    public const double MostFailuresKnown = 0.5;

    /// <summary>Standard errors by which a team must be above to count: at 95 %, none of some two hundred teams is by chance. A team's some sixty ratings allow no upper bound; all teams together do, and have it (<see cref="AttackTally"/>).</summary>
    public const double TeamBound = 3.5;

    private const double Bound = 1.645; // one-sided, 95 %

    /// <summary>What is wrong with trusts of 1,700; nothing where the promises hold.</summary>
    public static IEnumerable<string> Broken(IReadOnlyList<AttackTally> tallies)
    {
        foreach (var one in tallies)
        {
            if (one.CertainWhenTold > MostCertainWhenTold) yield return Say($"{Of(one)}: {one.CertainWhenTold:P2} of ratings are certain when a tenth of people tell");
            if (one.SurestTeam.Above(TeamBound) > MostGain) yield return Say($"{Of(one)}: team {one.SurestTeam.Team} is guessed {one.SurestTeam.Gain:P1} better");
        }

        foreach (var view in tallies.GroupBy(one => one.View))
        {
            var (unmasked, taps) = (view.Sum(one => one.Unmasked), view.Sum(one => one.Taps));
            if (unmasked > Allowed(taps, view.Select(one => one.Seed).Distinct().Count())) yield return Say($"{view.Key}: {unmasked} of {taps} ratings are named that differ from their team's");
        }

        foreach (var fault in BrokenAnywhere(tallies)) yield return fault;
    }

    // Of two trusts, as in the suite, more may be named by chance: half of the most are on average, in clusters, three at a time. There it shows a gross break only; scripts/gates holds the promise.
    private static double Allowed(int taps, int trusts) => MostUnmasked * taps is var most && trusts > 2 ? most : most / 2 + 3 * Math.Sqrt(3 * most / 2);

    /// <summary>What is wrong with trusts of any size.</summary>
    public static IEnumerable<string> BrokenAnywhere(IReadOnlyList<AttackTally> tallies)
    {
        var limits = new ReleaseLimits();
        foreach (var one in tallies)
        {
            if (one.Certain > 0) yield return Say($"{Of(one)}: {one.Certain} ratings are certain");
            if (one.Facts.SmallestBlock < limits.MinimumTaps) yield return Say($"{Of(one)}: figures differ by {one.Facts.SmallestBlock} taps");
            if (one.Facts.LeastMixed < limits.Dissent) yield return Say($"{Of(one)}: of a block only {one.Facts.LeastMixed} are not of its commonest mood");
            if (one.Facts.FewestPeople < limits.ProvenPeople) yield return Say($"{Of(one)}: a block comes from {one.Facts.FewestPeople} people at most");
            if (one.Facts.FewestNew < limits.MinimumTaps) yield return Say($"{Of(one)}: with what failed a check only {one.Facts.FewestNew} others were released");
            if (one.Facts.ProvenByFailure > 0) yield return Say($"{Of(one)}: a failed check proves {one.Facts.ProvenByFailure} ratings when a tenth of people tell");
            if (one.Facts.SmallestLot < limits.MinimumTaps) yield return Say($"{Of(one)}: a department's reach rose by {one.Facts.SmallestLot}");
            if (one.Facts.IdleMoves > 0) yield return Say($"{Of(one)}: {one.Facts.IdleMoves} figures moved though nothing was released");
            if (!one.Facts.OnSchedule) yield return Say($"{Of(one)}: a release is told by another instant than the schedule's");
        }

        foreach (var view in tallies.GroupBy(one => one.View))
        {
            var (seen, known) = (view.Sum(one => one.Facts.FailuresSeen), view.Sum(one => one.Facts.FailuresKnown));
            if (known > MostFailuresKnown * seen) yield return Say($"{view.Key}: of {seen} failed checks it is known of {known} which taps were looked at");
            if (view.Average(one => one.Facts.ToldByManner) is var told && told > MostByManner) yield return Say($"{view.Key}: the manner of releases tells {told:0.0} thousandths of a bit");
            foreach (var (of, gain) in Gains([.. view]))
                if (gain > MostGain) yield return Say($"{view.Key}: the best guess is {gain:P2} better than {of} (95 % bound)");
        }
    }

    private static IEnumerable<(string Of, double Upper)> Gains(IReadOnlyList<AttackTally> view) =>
    [
        ("the commonest mood", Upper([.. view.Select(one => one.Gain)])),
        ("the commonest mood when a tenth of people tell", Upper([.. view.Select(one => one.GainWhenTold)])),
        ("each team's own commonest mood", Upper([.. view.Select(one => one.GainInTeams)])),
    ];

    /// <summary>Upper 95 % bound of the mean.</summary>
    public static double Upper(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Count < 2 ? mean : mean + Bound * Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count);
    }

    private static string Of(AttackTally one) => Say($"seed {one.Seed}, {one.View}");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
