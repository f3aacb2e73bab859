namespace MoralePulse.Domain.Taps;

/// <summary>How a shift felt.</summary>
public enum Mood
{
    /// <summary>Good.</summary>
    Green,

    /// <summary>Mixed.</summary>
    Amber,

    /// <summary>Bad.</summary>
    Red,
}
