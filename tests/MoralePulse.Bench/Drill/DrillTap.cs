using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Bench.Drill;

/// <summary>One person's tap as her outbox keeps it, and what has become of it.</summary>
/// <param name="ods">Her organisation.</param>
/// <param name="mood">How she feels.</param>
/// <param name="body">What is sent, the same bytes each time.</param>
/// <param name="spentHash">What the ledger will keep of her day pass.</param>
internal sealed class DrillTap(Ods ods, Mood mood, byte[] body, byte[] spentHash)
{
    public Ods Ods => ods;

    public Mood Mood => mood;

    public byte[] Body => body;

    /// <summary>Where it is sent.</summary>
    public string Path => $"/api/v1/{ods}/ratings";

    /// <summary>The ledger's hash, in hexadecimal.</summary>
    public string SpentHash { get; } = Convert.ToHexStringLower(spentHash);

    /// <summary>Whether an answer said that it is counted.</summary>
    public bool Acknowledged { get; set; }
}
