namespace MoralePulse.Insight.Estimates;

/// <summary>What a unit's share probably is whose own figures are too few for a chart: its released blocks of the last weeks, shrunk towards its parent's.</summary>
/// <param name="Unit">The unit's id.</param>
/// <param name="Measure">green or red.</param>
/// <param name="Weeks">Weeks of blocks that it is from.</param>
/// <param name="Taps">Taps in the unit's own blocks of those weeks.</param>
/// <param name="Share">The estimate, in per cent.</param>
/// <param name="Lower">Lower end of its 90 % interval, in per cent.</param>
/// <param name="Upper">Upper end of its 90 % interval, in per cent.</param>
/// <param name="Parent">Id of the unit that it is shrunk towards.</param>
/// <param name="AsOf">The organisation's date that the weeks end before.</param>
public sealed record PooledEstimate(string Unit, string Measure, int Weeks, long Taps, double Share, double Lower, double Upper, string Parent, DateOnly AsOf);
