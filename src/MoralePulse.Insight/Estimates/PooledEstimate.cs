namespace MoralePulse.Insight.Estimates;

/// <summary>
/// What share of all that was tapped in a unit in the last 13 complete weeks had a mood, where its own figures are too few for a chart: its released blocks of these weeks, shrunk towards its parent's.
/// The interval is for that share: for what was tapped there, released or not.
/// </summary>
/// <param name="Unit">The unit's id.</param>
/// <param name="Measure">green or red.</param>
/// <param name="Weeks">Of the 13 weeks, those with blocks of its own.</param>
/// <param name="Taps">Taps in the unit's own blocks of those weeks.</param>
/// <param name="Share">The estimate, in per cent.</param>
/// <param name="Lower">Lower end of its 90 % interval, in per cent.</param>
/// <param name="Upper">Upper end of its 90 % interval, in per cent.</param>
/// <param name="Parent">Id of the unit that it is shrunk towards.</param>
/// <param name="AsOf">The Monday that the weeks end before.</param>
public sealed record PooledEstimate(string Unit, string Measure, int Weeks, long Taps, double Share, double Lower, double Upper, string Parent, DateOnly AsOf);
