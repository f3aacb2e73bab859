namespace MoralePulse.Issuance.Mailbox;

/// <summary>What has become of a letter, in the words that are stored and answered.</summary>
internal static class LetterFate
{
    /// <summary>It waits to be fetched.</summary>
    public const string Waiting = "waiting";

    /// <summary>A phone has fetched it and has not said yet that it keeps the passes.</summary>
    public const string Fetched = "fetched";

    /// <summary>The new phone has the passes, for good.</summary>
    public const string Arrived = "arrived";

    /// <summary>The old phone has them again, for good.</summary>
    public const string CalledOff = "called-off";

    /// <summary>There is no such letter any more, and nobody has fetched it; or there never was.</summary>
    public const string Over = "over";
}
