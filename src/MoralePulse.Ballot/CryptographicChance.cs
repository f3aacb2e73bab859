using System.Security.Cryptography;
using MoralePulse.Domain.Release;

namespace MoralePulse.Ballot;

/// <summary>Chance that nobody can foresee or replay: the operating system's cryptographic generator.</summary>
internal sealed class CryptographicChance : IChance
{
    public int Below(int limit) => RandomNumberGenerator.GetInt32(limit);
}
