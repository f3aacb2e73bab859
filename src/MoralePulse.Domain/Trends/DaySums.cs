namespace MoralePulse.Domain.Trends;

/// <summary>Sums of the whole blocks that were released on one date.</summary>
/// <param name="Date">The release date.</param>
/// <param name="Green">Taps of green.</param>
/// <param name="Amber">Taps of amber.</param>
/// <param name="Red">Taps of red.</param>
public readonly record struct DaySums(DateOnly Date, long Green, long Amber, long Red)
{
    /// <summary>All taps.</summary>
    public long Total => Green + Amber + Red;
}
