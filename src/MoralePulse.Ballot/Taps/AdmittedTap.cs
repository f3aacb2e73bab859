using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Ballot.Taps;

/// <summary>A pass as the ledger will keep it, verified before.</summary>
/// <param name="KeyId">The key that signed it.</param>
/// <param name="Kind">Day or week.</param>
/// <param name="Date">The service date, or the Monday of the week.</param>
/// <param name="Hash">SHA-256 over key id and message.</param>
public sealed record SpentPass(PassKeyId KeyId, PassKind Kind, ServiceDate Date, byte[] Hash);

/// <summary>A tap whose passes are verified and whose words are known: ready to be spent and counted.</summary>
/// <param name="Ods">The organisation.</param>
/// <param name="Day">Its day pass.</param>
/// <param name="Week">Its week pass, where the device still had it.</param>
/// <param name="Place">Where it says that it belongs.</param>
/// <param name="Mood">The mood.</param>
public sealed record AdmittedTap(Ods Ods, SpentPass Day, SpentPass? Week, TapPlace Place, Mood Mood);
