namespace MoralePulse.Issuance.Mailbox;

/// <summary>What has become of a letter.</summary>
/// <param name="State">waiting, fetched, arrived, called-off or over (there is none, and nobody has fetched it).</param>
public sealed record LetterState(string State);
