namespace MoralePulse.Issuance.Notices.Sending;

/// <summary>What became of a notice that was tried.</summary>
internal abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>The server has taken it over.</summary>
    public sealed record Accepted : DeliveryOutcome;

    /// <summary>The server will never take it.</summary>
    /// <param name="Why">The reason as people may read it, without an address.</param>
    public sealed record GivenUp(string Why) : DeliveryOutcome;

    /// <summary>It was tried in vain and is tried again.</summary>
    /// <param name="Why">The kind of failure, for the log.</param>
    public sealed record Later(string Why) : DeliveryOutcome;

    /// <summary>It was not tried: its server has failed too often and is left alone for a while.</summary>
    public sealed record Paused : DeliveryOutcome;
}
