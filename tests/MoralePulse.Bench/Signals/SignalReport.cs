using System.Globalization;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Trends;

namespace MoralePulse.Bench.Signals;

/// <summary>A trial of signals as a table, with the goals beside the figures.</summary>
internal static class SignalReport
{
    /// <summary>Most false signals of a department, of green and red together, per 1,000 unit-weeks.</summary>
    public const double MostFalse = 20;

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>Whether a tally meets every goal that there is for it: departments' false signals and speed, teams' median.</summary>
    public static bool MeetsGoals(SignalTally tally) => tally.Kind == UnitKind.Department
        ? tally.FalseSignals() <= MostFalse && tally.Weeks(0.5) <= Goal(tally).Median && tally.Weeks(0.9) <= Goal(tally).Ninth
        : tally.Weeks(0.5) <= Goal(tally).Median;

    public static void Write(IReadOnlyList<SignalTally> tallies, TextWriter output)
    {
        output.WriteLine("New signals per 1,000 stationary unit-weeks, by measure and by the rule that opened them (goal: a department's at most 20 in all):");
        output.WriteLine("| taking part | units | unit-weeks | green | red | both | outside | two in three | shift | trend |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var tally in tallies)
            output.WriteLine(string.Create(Plain,
                $"| {tally.Participation:P0} | {Kind(tally)} | {tally.StationaryWeeks} | {tally.FalseSignals(Measure.ShareGreen):0.0} | {tally.FalseSignals(Measure.ShareRed):0.0} | {tally.FalseSignals():0.0} | {tally.FalseSignals(rule: Rule.Outside):0.0} | {tally.FalseSignals(rule: Rule.TwoInThree):0.0} | {tally.FalseSignals(rule: Rule.Shift):0.0} | {tally.FalseSignals(rule: Rule.Trend):0.0} |"));
        output.WriteLine();
        output.WriteLine("Weeks until green that has dropped by 15 points is told of as a concern about green or red, and about green alone:");
        output.WriteLine("| taking part | units | dropped | already in concern | median | 90th centile | never in half a year | green alone: median | 90th | never | goal |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var tally in tallies)
            output.WriteLine(string.Create(Plain,
                $"| {tally.Participation:P0} | {Kind(tally)} | {tally.Dropped} | {tally.AlreadyInConcern} | {Weeks(tally.Weeks(0.5))} | {Weeks(tally.Weeks(0.9))} | {tally.Never():P0} | {Weeks(tally.Weeks(0.5, greenOnly: true))} | {Weeks(tally.Weeks(0.9, greenOnly: true))} | {tally.Never(greenOnly: true):P0} | {GoalInWords(tally)}: {(MeetsGoals(tally) ? "met" : "missed")} |"));
    }

    private static (int Median, int Ninth) Goal(SignalTally tally) => tally switch
    {
        { Kind: UnitKind.Team } => (10, int.MaxValue),
        { Participation: < 0.4 } => (5, 9),
        _ => (3, 6),
    };

    private static string GoalInWords(SignalTally tally) => Goal(tally) switch
    {
        (var median, int.MaxValue) => $"{median}",
        var (median, ninth) => $"{median}, {ninth}",
    };

    private static string Kind(SignalTally tally) => tally.Kind == UnitKind.Team ? "teams" : "departments";

    private static string Weeks(int? weeks) => weeks?.ToString(Plain) ?? "more than 26";
}
