using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Trends;

namespace MoralePulse.Bench.Signals;

/// <summary>What a trial counted for units of one kind at one participation.</summary>
internal sealed class SignalTally(double participation, UnitKind kind)
{
    private readonly List<(Measure Measure, SignalState Signal)> falseOnes = [];
    private readonly List<int?> untilGreen = [];
    private readonly List<int?> untilEither = [];
    private int weeks;

    public double Participation => participation;

    public UnitKind Kind => kind;

    /// <summary>Weeks of units, where nothing changed, whose point was judged.</summary>
    public int StationaryWeeks => weeks;

    /// <summary>Units that had a concern already when their green dropped: nothing can be learned from them.</summary>
    public int AlreadyInConcern { get; private set; }

    /// <summary>Units whose green dropped.</summary>
    public int Dropped => untilEither.Count;

    public void Stationary(TrendWatch green, TrendWatch red)
    {
        weeks += green.JudgedWeeks;
        falseOnes.AddRange(green.Opened.Select(signal => (Measure.ShareGreen, signal)));
        falseOnes.AddRange(red.Opened.Select(signal => (Measure.ShareRed, signal)));
    }

    public void Drop(TrendWatch green, TrendWatch red, DateOnly monday)
    {
        var before = Week.Of(monday).Previous.Monday;
        if (green.HasConcernIn(before) || red.HasConcernIn(before))
        {
            AlreadyInConcern++;
            return;
        }

        var (ofGreen, ofRed) = (green.WeeksUntilConcern(monday), red.WeeksUntilConcern(monday));
        untilGreen.Add(ofGreen);
        untilEither.Add(ofRed is null || ofGreen <= ofRed ? ofGreen : ofRed);
    }

    /// <summary>Signals per 1,000 stationary unit-weeks: of one measure, or of both.</summary>
    public double FalseSignals(Measure? measure = null, Rule? rule = null) =>
        1000.0 * falseOnes.Count(one => (measure is null || one.Measure == measure) && (rule is null || one.Signal.Cause.Rule == rule)) / weeks;

    /// <summary>Weeks within which a share of the drops is told of as a concern; null where they are not within half a year.</summary>
    /// <param name="share">0.5 for the median.</param>
    /// <param name="greenOnly">Whether only a concern about green counts, not one about red.</param>
    public int? Weeks(double share, bool greenOnly = false)
    {
        var sorted = (greenOnly ? untilGreen : untilEither).Select(week => week is <= SignalPlan.Patience ? week.Value : int.MaxValue).Order().ToList();
        return sorted.Count > 0 && sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)] is < int.MaxValue and var week ? week : null;
    }

    /// <summary>Share of drops that nobody was told of within half a year, 0 to 1.</summary>
    public double Never(bool greenOnly = false) => (greenOnly ? untilGreen : untilEither) is { Count: > 0 } all ? all.Count(week => week is not <= SignalPlan.Patience) / (double)all.Count : 0;
}
