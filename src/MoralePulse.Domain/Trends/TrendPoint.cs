namespace MoralePulse.Domain.Trends;

/// <summary>One period of a trend as it was read.</summary>
/// <param name="Date">The first date of the period.</param>
/// <param name="Value">The value, in the measure's unit.</param>
/// <param name="Group">The group whose average and limits hold for it.</param>
/// <param name="InBaseline">Whether average and limits come from it too.</param>
/// <param name="Side">Where it lies from the average.</param>
/// <param name="Cause">Why it is unlikely to be chance; null for common cause and in a group that is not judged.</param>
public sealed record TrendPoint(DateOnly Date, double Value, RebaseGroup Group, bool InBaseline, Side Side, SpecialCause? Cause);
