namespace MoralePulse.Domain.Trends;

/// <summary>The patterns that a point is a member of.</summary>
[Flags]
internal enum Marks : byte
{
    None = 0,
    Outside = 1,
    Rising = 2,
    Falling = 4,
    TwoInThree = 8,
    Shift = 16,
}
