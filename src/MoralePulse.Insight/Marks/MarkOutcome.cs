namespace MoralePulse.Insight.Marks;

/// <summary>What became of a target or annotation.</summary>
public abstract record MarkOutcome
{
    private MarkOutcome()
    {
    }

    /// <summary>It is kept, and the charts show it.</summary>
    public sealed record Done : MarkOutcome;

    /// <summary>It is not for her to set.</summary>
    public sealed record NotYours : MarkOutcome;

    /// <summary>Something is wrong with it; nothing was kept.</summary>
    /// <param name="Field">The form's field: value, date or why.</param>
    /// <param name="Detail">What is wrong and what to do, in plain words; for a date that no point carries, the nearest that have one.</param>
    public sealed record Refused(string Field, string Detail) : MarkOutcome;
}
