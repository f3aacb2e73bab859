namespace MoralePulse.Issuance.SetUp;

/// <summary>How a change of what is set up ended.</summary>
public abstract record SetUpOutcome
{
    private SetUpOutcome()
    {
    }

    /// <summary>It is as she wanted it, and the trail says so.</summary>
    public sealed record Done : SetUpOutcome;

    /// <summary>Nothing was changed.</summary>
    /// <param name="Field">The field that is wrong; empty where it is about the whole.</param>
    /// <param name="Detail">What is wrong and what to do.</param>
    public sealed record Refused(string Field, string Detail) : SetUpOutcome;

    /// <summary>Somebody else has changed it since she opened the page. Nothing was changed.</summary>
    public sealed record Overtaken : SetUpOutcome;

    /// <summary>She is no administrator of this organisation, or not any more.</summary>
    public sealed record NotAllowed : SetUpOutcome;
}
