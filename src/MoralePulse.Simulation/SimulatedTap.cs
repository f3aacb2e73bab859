using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Simulation;

/// <summary>One rating that a simulated person sends.</summary>
/// <param name="Person">Who sends it.</param>
/// <param name="Place">Her unit, shift and staff group, as a phone would name them.</param>
/// <param name="Date">The date on which the shift began.</param>
/// <param name="SentAt">Local date and time at which she sends it.</param>
/// <param name="Mood">How it felt.</param>
public sealed record SimulatedTap(SimulatedPerson Person, TapPlace Place, ServiceDate Date, DateTime SentAt, Mood Mood)
{
    /// <summary>The instant of sending.</summary>
    public DateTimeOffset SentAtIn(TimeZoneInfo zone) => zone.InstantOf(DateOnly.FromDateTime(SentAt), TimeOnly.FromDateTime(SentAt));
}
