using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Pulses;

namespace MoralePulse.Insight.Trends;

/// <summary>Which trend.</summary>
/// <param name="Scope">Whose.</param>
/// <param name="Grain">How long its periods are.</param>
/// <param name="Measure">What is measured.</param>
/// <param name="Profile">By whose conventions it is read.</param>
public sealed record TrendKey(PulseScope Scope, Grain Grain, Measure Measure, Profile Profile);
