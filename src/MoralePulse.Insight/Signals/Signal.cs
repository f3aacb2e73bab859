using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Pulses;

namespace MoralePulse.Insight.Signals;

/// <summary>A special cause of a weekly trend: opened once, closed when it has passed.</summary>
/// <param name="Scope">Whose trend.</param>
/// <param name="Measure">Share of green or of red.</param>
/// <param name="Cause">Which rule named it, in which way, for better or worse.</param>
/// <param name="Since">Monday of the first week of its run.</param>
/// <param name="OpenedFor">Monday of the week whose point opened it.</param>
/// <param name="LastSeen">Monday of the latest week that belongs to it.</param>
/// <param name="OpenedOn">The organisation's date on which it was opened.</param>
/// <param name="ClosedOn">The organisation's date on which it had passed; null while it is open.</param>
public sealed record Signal(PulseScope Scope, Measure Measure, SpecialCause Cause, DateOnly Since, DateOnly OpenedFor, DateOnly LastSeen, DateOnly OpenedOn, DateOnly? ClosedOn);
