namespace MoralePulse.Insight.Trends;

/// <summary>A trend as it is kept, answered and drawn: everything that a page or a program needs, so that neither computes.</summary>
/// <param name="Unit">The unit's id, or <c>cohort:{kind}:{code}</c>.</param>
/// <param name="Grain">day, week or month.</param>
/// <param name="Measure">green, red (per cent of taps), taps (released) or reach (different people at least).</param>
/// <param name="Profile">excel (Making Data Count) or r (NHSRplotthedots).</param>
/// <param name="Date">The organisation's date that it was reckoned for: only periods before its own are judged.</param>
/// <param name="Version">Releases in it: of two trends the one with the newer (date, version) is the newer.</param>
/// <param name="Points">Complete periods that have a value, by date. A period without a released block is not here: a gap.</param>
/// <param name="Groups">Stretches from one rebase to the next, with their average and limits.</param>
/// <param name="SoFar">The period that is not over yet, never judged; null where nothing was released in it.</param>
/// <param name="Variation">common-cause, improvement-high, improvement-low, concern-high, concern-low, neutral-high or neutral-low; null where the last point is not judged.</param>
/// <param name="Assurance">pass, fail or hit-or-miss; null without a target or limits.</param>
/// <param name="Target">What is aimed at, with who set it, when and why; null for none.</param>
/// <param name="Annotations">What leaders wrote on the chart, by date.</param>
/// <param name="Sentence">What it means, in a sentence or two of plain words.</param>
/// <param name="TargetSentence">What to expect of the target; null where nothing can be said.</param>
/// <param name="UnevenN">Whether some point stands on more than twice as many taps as another: the chart says so.</param>
public sealed record Trend(
    string Unit, string Grain, string Measure, string Profile, DateOnly Date, long Version,
    IReadOnlyList<PeriodPoint> Points, IReadOnlyList<Stretch> Groups, PeriodSoFar? SoFar,
    string? Variation, string? Assurance, TrendTarget? Target, IReadOnlyList<TrendAnnotation> Annotations,
    string Sentence, string? TargetSentence, bool UnevenN);

/// <summary>A complete period.</summary>
/// <param name="Date">Its first date.</param>
/// <param name="Value">Per cent for a share, a count otherwise.</param>
/// <param name="N">Taps that it stands on; null for a count.</param>
/// <param name="Group">Place of its stretch among <see cref="Trend.Groups"/>, from 0.</param>
/// <param name="Cause">Why it is unlikely to be chance; null for common cause.</param>
public sealed record PeriodPoint(DateOnly Date, double Value, long? N, int Group, PointCause? Cause);

/// <summary>A special cause.</summary>
/// <param name="Rule">outside, trend, two-in-three or shift.</param>
/// <param name="Way">high (above, rising) or low.</param>
/// <param name="Meaning">improvement, concern or neutral.</param>
public sealed record PointCause(string Rule, string Way, string Meaning);

/// <summary>A period that is not over yet.</summary>
/// <param name="Date">Its first date.</param>
/// <param name="Value">Per cent for a share, a count otherwise, as far as released.</param>
/// <param name="N">Taps that it stands on; null for a count.</param>
public sealed record PeriodSoFar(DateOnly Date, double Value, long? N);

/// <summary>From one rebase to the next.</summary>
/// <param name="From">First date of its first period.</param>
/// <param name="To">First date of its last period.</param>
/// <param name="Mean">Average.</param>
/// <param name="Lower">Lower process limit, not clamped (a drawing ends at 0 and 100); null where there are none.</param>
/// <param name="Upper">Upper process limit.</param>
/// <param name="NoLimits">Why there are none: too-few-points or not-enough-variation; null where there are.</param>
public sealed record Stretch(DateOnly From, DateOnly To, double Mean, double? Lower, double? Upper, string? NoLimits);

/// <summary>A target that a leader set.</summary>
/// <param name="Value">In per cent.</param>
/// <param name="SetAs">manager or executive.</param>
/// <param name="SetOn">The date.</param>
/// <param name="Why">Her reason.</param>
public sealed record TrendTarget(double Value, string SetAs, DateOnly SetOn, string Why);

/// <summary>What a leader wrote on a chart.</summary>
/// <param name="Date">First date of the period that it stands at.</param>
/// <param name="Rebases">Whether average and limits begin anew there.</param>
/// <param name="Why">What happened, in her words.</param>
/// <param name="SetAs">manager or executive.</param>
/// <param name="SetOn">The date on which she wrote it.</param>
public sealed record TrendAnnotation(DateOnly Date, bool Rebases, string Why, string SetAs, DateOnly SetOn);
