using MoralePulse.Domain.Passes;

namespace MoralePulse.Issuance.Passes;

/// <summary>What became of a request for passes: a closed list.</summary>
internal abstract record PassOutcome
{
    private PassOutcome()
    {
    }

    /// <summary>Every message is signed.</summary>
    internal sealed record Issued(IReadOnlyList<(PassKeyId Key, byte[] Signature)> Signatures) : PassOutcome;

    /// <summary>Keys that are unknown here or destroyed.</summary>
    internal sealed record Destroyed(IReadOnlyList<PassKeyId> Keys) : PassOutcome;

    /// <summary>Messages that no blinding yields.</summary>
    internal sealed record NotBlinded(IReadOnlyList<PassKeyId> Keys) : PassOutcome;

    /// <summary>Keys that have signed another message of the same person.</summary>
    internal sealed record IssuedBefore(IReadOnlyList<PassKeyId> Keys) : PassOutcome;

    /// <summary>Keys that have signed the same message of another person.</summary>
    internal sealed record OthersMessage(IReadOnlyList<PassKeyId> Keys) : PassOutcome;

    /// <summary>The person has been removed.</summary>
    internal sealed record NotInDirectory : PassOutcome;

    /// <summary>Another request of the same person is waiting or being signed.</summary>
    internal sealed record AtWork : PassOutcome;

    /// <summary>Too many are waiting.</summary>
    internal sealed record Busy : PassOutcome;
}
