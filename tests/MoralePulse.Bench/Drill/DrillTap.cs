using MoralePulse.Device;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Bench.Drill;

/// <summary>One person's tap and what has become of it, as her phone knows it.</summary>
/// <param name="phone">The phone with her passes.</param>
/// <param name="date">The date of her pass.</param>
/// <param name="place">Where she belongs.</param>
/// <param name="mood">How she feels.</param>
/// <param name="spentHash">What the ledger will keep of her day pass.</param>
internal sealed class DrillTap(PhoneClient phone, ServiceDate date, TapPlace place, Mood mood, byte[] spentHash)
{
    public PhoneClient Phone => phone;

    public ServiceDate Date => date;

    public TapPlace Place => place;

    public Mood Mood => mood;

    /// <summary>The ledger's hash, in hexadecimal.</summary>
    public string SpentHash { get; } = Convert.ToHexString(spentHash);

    /// <summary>Whether an answer said that it is counted.</summary>
    public bool Acknowledged { get; set; }
}
