using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;

namespace MoralePulse.Issuance.Keys;

/// <summary>The fingerprint of an organisation's key list, as a staff representative publishes it.</summary>
/// <param name="database">This side's connections.</param>
public sealed class KeyFingerprint(IssuanceDatabase database)
{
    /// <summary>The head's first 80 bits in base32; null where no key has been made yet.</summary>
    public Task<string?> Of(Ods ods, CancellationToken stop) => database.InTransaction(
        async (connection, transaction, token) => await KeyChainRows.End(ods, connection, transaction, token) is ( > 0, var head) ? KeyChain.Fingerprint(head) : null, stop);
}
