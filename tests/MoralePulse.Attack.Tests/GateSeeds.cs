using System.Globalization;

namespace MoralePulse.Attack.Tests;

/// <summary>How many simulated trusts the gates look at: two in the suite, more where MORALEPULSE_GATE_SEEDS asks for them.</summary>
internal static class GateSeeds
{
    private const int Short = 2;

    /// <summary>So many.</summary>
    public static int Asked => Environment.GetEnvironmentVariable("MORALEPULSE_GATE_SEEDS") is { Length: > 0 } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : Short;

    /// <summary>Whether more were asked for than the suite has time for.</summary>
    public static bool AreInFull => Asked > Short;
}
