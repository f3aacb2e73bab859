using MoralePulse.Attack.Tests.Watching;
using MoralePulse.Attack.Tests.Worlds;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;
using MoralePulse.Simulation;

namespace MoralePulse.Attack.Tests.Gates;

/// <summary>What the watcher learned of one trust.</summary>
/// <param name="Seed">Which.</param>
/// <param name="View">By what he saw of it.</param>
/// <param name="Taps">Taps sent.</param>
/// <param name="Blocks">Blocks that he saw.</param>
/// <param name="Certain">Ratings that he knew beyond doubt.</param>
/// <param name="CertainWhenTold">The same where a tenth of people told him theirs, as a share of the others' ratings.</param>
/// <param name="Unmasked">Ratings unlike her team's commonest that he rightly named with four fifths' confidence or more, alone or told, whichever is more.</param>
/// <param name="Gain">By how much more of all ratings he guessed than who always says the commonest mood, as a share.</param>
/// <param name="GainWhenTold">The same of the ratings of those who did not tell.</param>
/// <param name="GainInTeams">By how much more of the ratings of teams of twelve or more he guessed than who knows each team's own commonest mood and always says it, as a share; where a tenth told, if that is more.</param>
/// <param name="WorstTeam">The team of twelve or more that he guessed best, beside its own commonest mood: by what he is likely to have gained.</param>
/// <param name="SurestTeam">The same by what he has gained beyond chance (<see cref="AttackPromises.TeamBound"/>).</param>
/// <param name="Facts">What can be told of the blocks without guessing.</param>
internal sealed record AttackTally(
    int Seed, string View, int Taps, int Blocks, int Certain, double CertainWhenTold, int Unmasked, double Gain, double GainWhenTold, double GainInTeams, TeamGain WorstTeam, TeamGain SurestTeam, BlockFacts Facts);

/// <summary>What the rules say of every block, as it can be told from outside by who knows who tapped when.</summary>
/// <param name="SmallestBlock">Taps of the smallest block.</param>
/// <param name="LeastMixed">Fewest taps of a block that were not of its commonest mood.</param>
/// <param name="FewestPeople">Fewest people whom a unit's block can have come from.</param>
/// <param name="FewestNew">Fewest taps that came together with what had certainly failed a check (<see cref="FailedChecks"/>).</param>
/// <param name="FailuresSeen">Of how many failed checks he could tell that they had been.</param>
/// <param name="FailuresKnown">Of how many he knew which taps were looked at.</param>
/// <param name="ProvenByFailure">Ratings that a failed check proved, where a tenth of people told theirs.</param>
/// <param name="ToldByManner">How much the manner of releases told of who differs, in thousandths of a bit for each suspect (<see cref="Rehearsal.Told"/>).</param>
internal sealed record BlockFacts(int SmallestBlock, int LeastMixed, int FewestPeople, int FewestNew, int FailuresSeen, int FailuresKnown, int ProvenByFailure, double ToldByManner)
{
    /// <summary>Fewest people by whom a department's reach rose at once; null where nobody looked.</summary>
    public int? SmallestLot { get; init; }

    /// <summary>Figures that told of something though nothing was released.</summary>
    public int IdleMoves { get; init; }

    /// <summary>Whether every release was told by an instant of the schedule.</summary>
    public bool OnSchedule { get; init; } = true;
}

/// <summary>How much better a team's ratings were guessed than by its own commonest mood.</summary>
/// <param name="Team">Which.</param>
/// <param name="Taps">Its ratings.</param>
/// <param name="Gain">By what share of them.</param>
/// <param name="Error">Standard error of that.</param>
internal sealed record TeamGain(string Team, int Taps, double Gain, double Error)
{
    /// <summary>Lower bound of the gain, at so many standard errors.</summary>
    public double Above(double errors) => Gain - errors * Error;
}

/// <summary>Judges the watcher by what was really tapped.</summary>
/// <param name="trust">Whose staff tapped.</param>
/// <param name="sent">What the watcher knows of each tap.</param>
/// <param name="moods">What it was.</param>
/// <param name="tree">The tree.</param>
/// <param name="homes">The pools.</param>
/// <param name="rehearsal">What he has learned of the code.</param>
internal sealed class Judge(SimulatedTrust trust, IReadOnlyList<SentTap> sent, IReadOnlyList<Mood> moods, UnitTree tree, Homes homes, Rehearsal rehearsal)
{
    private const int SmallestTeam = 12;
    private const double Sure = 0.8;
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Lets him attack with what he saw.</summary>
    /// <param name="view">By what he saw.</param>
    /// <param name="blocks">It.</param>
    public AttackTally Attack(string view, IReadOnlyList<SeenBlock> blocks)
    {
        var alone = Learn(blocks, new Dictionary<int, Mood>());
        var told = sent.Where(tap => Draws.Of(trust.Seed, 2_000_002, tap.Person).Happens(0.1)).ToDictionary(tap => tap.Number, tap => moods[tap.Number]);
        var whenTold = Learn(blocks, told);
        var teams = Teams(alone.Guesses);
        var inTeams = Math.Max(Together(teams), Together(Teams(whenTold.Guesses, told)));
        return new(
            trust.Seed, view, sent.Count, blocks.Count, alone.Certain, whenTold.Certain / (double)(sent.Count - told.Count), Math.Max(alone.Unmasked, whenTold.Unmasked), alone.Gain, whenTold.Gain, inTeams,
            teams.MaxBy(team => team.Above(2))!, teams.MaxBy(team => team.Above(AttackPromises.TeamBound))!,
            Facts(blocks, alone.Suspects, whenTold.ByFailure));
    }

    private BlockFacts Facts(IReadOnlyList<SeenBlock> blocks, IReadOnlyList<Suspects> suspects, int byFailure) => new(
        blocks.Min(block => block.Counts.Total),
        blocks.Min(block => block.Counts.Total - block.Counts.LargestMood),
        suspects.Where(one => one.Block.Home.IsUnit).Select(one => one.All.Select(suspect => sent[suspect.Tap].Person).Distinct().Count()).DefaultIfEmpty(int.MaxValue).Min(),
        suspects.Where(one => one.All.Any(suspect => suspect.IsHeld)).Select(one => one.Block.Counts.Total - one.All.Count(suspect => suspect.IsHeld)).DefaultIfEmpty(int.MaxValue).Min(),
        suspects.Count(one => one.Failed is not null),
        suspects.Count(one => one.Failed is { IsKnown: true }),
        byFailure,
        1000 * rehearsal.Told(suspects, moods))
    {
        OnSchedule = blocks.All(block => block.At.UtcTicks % new TimeSpan(0, 5, 0).Ticks == 0),
    };

    private Learned Learn(IReadOnlyList<SeenBlock> blocks, IReadOnlyDictionary<int, Mood> told)
    {
        var knowledge = new Knowledge(sent, tree, homes, London, told);
        var suspects = SuspectSearch.Of(blocks, knowledge);
        var chances = BestGuess.Of(blocks, suspects, knowledge, rehearsal);
        var guesses = chances.Select(chance => (Mood)chance.Index().MaxBy(one => one.Item).Index).ToList();
        var usual = sent.GroupBy(tap => tap.Place.Unit).ToDictionary(unit => unit.Key, unit => unit.CountBy(tap => moods[tap.Number]).MaxBy(mood => mood.Value).Key);
        var unmasked = sent.Count(tap => !told.ContainsKey(tap.Number) && guesses[tap.Number] != usual[tap.Place.Unit] && chances[tap.Number].Max() >= Sure && guesses[tap.Number] == moods[tap.Number]);
        var unknown = sent.Where(tap => !told.ContainsKey(tap.Number)).Select(tap => tap.Number).ToList();
        var certain = Certainties.Of(suspects, knowledge, out var byFailure).Count(rating => rating.Value == moods[rating.Key]);
        return new(certain, byFailure, Gain(unknown, guesses).Gain, unmasked, suspects, guesses);
    }

    private static double Together(IReadOnlyList<TeamGain> teams) => teams.Sum(team => team.Taps * team.Gain) / teams.Sum(team => team.Taps);

    private List<TeamGain> Teams(IReadOnlyList<Mood> guesses, IReadOnlyDictionary<int, Mood>? told = null) =>
    [
        .. sent.Where(tap => told?.ContainsKey(tap.Number) != true).GroupBy(tap => tap.Place.Unit).Where(team => tree.TryFind(team.Key, out var unit) && unit.Kind == UnitKind.Team && unit.Headcount >= SmallestTeam)
            .Select(team => Gain([.. team.Select(tap => tap.Number)], guesses) with { Team = team.Key }),
    ];

    // Paired: each rating that he guessed and the commonest mood missed, less each that it hit and he missed.
    private TeamGain Gain(IReadOnlyList<int> taps, IReadOnlyList<Mood> guesses)
    {
        var commonest = taps.CountBy(tap => moods[tap]).MaxBy(mood => mood.Value).Key;
        var paired = taps.Select(tap => (guesses[tap] == moods[tap] ? 1.0 : 0) - (commonest == moods[tap] ? 1 : 0)).ToList();
        var mean = paired.Average();
        return new("", taps.Count, mean, Math.Sqrt(paired.Sum(one => (one - mean) * (one - mean)) / paired.Count / paired.Count));
    }

    private sealed record Learned(int Certain, int ByFailure, double Gain, int Unmasked, IReadOnlyList<Suspects> Suspects, IReadOnlyList<Mood> Guesses);
}
