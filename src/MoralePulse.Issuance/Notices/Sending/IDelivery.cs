namespace MoralePulse.Issuance.Notices.Sending;

/// <summary>A way that notices go: e-mail, or cards.</summary>
internal interface IDelivery
{
    /// <summary>Whether it posts cards; e-mails otherwise.</summary>
    bool Cards { get; }

    /// <summary>The server that a notice goes to: its failures are counted together.</summary>
    string ServerOf(Claimed notice);

    /// <summary>Hands a notice over once. What may go well another time is an exception.</summary>
    Task<DeliveryOutcome> Attempt(Claimed notice, CancellationToken stop);
}
