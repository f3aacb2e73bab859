namespace MoralePulse.Domain.Taps;

/// <summary>Where a tap says that it belongs. What its home does not need of this is dropped at admission.</summary>
/// <param name="Unit">The unit's id, as the sender says.</param>
/// <param name="Shift">Code of the shift; null where the sender names none.</param>
/// <param name="StaffGroup">Code of the staff group; null where the sender names none.</param>
public readonly record struct TapPlace(string Unit, string? Shift = null, string? StaffGroup = null);
