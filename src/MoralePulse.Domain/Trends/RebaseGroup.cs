namespace MoralePulse.Domain.Trends;

/// <summary>The points from one rebase to the next. Average, limits and rules never look beyond it.</summary>
/// <param name="Number">How many rebases lie at or before its first point.</param>
/// <param name="From">Its first point's date.</param>
/// <param name="To">Its last point's date.</param>
/// <param name="Points">Its points.</param>
/// <param name="BaselinePoints">Those, from the first on, that average and limits come from.</param>
/// <param name="Mean">The average of its baseline, in the measure's unit.</param>
/// <param name="Limits">Its limits, or why it has none.</param>
/// <param name="IsJudged">Whether special causes were looked for: a guarded profile does not without limits.</param>
public sealed record RebaseGroup(int Number, DateOnly From, DateOnly To, int Points, int BaselinePoints, double Mean, Limits Limits, bool IsJudged)
{
    /// <summary>Whether it has too few points to be judged with confidence, whatever the profile draws.</summary>
    public bool IsShort => Points < Profile.EnoughPoints;
}
