namespace MoralePulse.Bench.Drill.Verdict;

/// <summary>Something that must hold after a drill.</summary>
/// <param name="Name">I1 to I9 of the design, or a word.</param>
/// <param name="What">What must hold.</param>
/// <param name="Wrong">How often it does not.</param>
public sealed record Check(string Name, string What, long Wrong)
{
    /// <summary>Whether it holds.</summary>
    public bool Holds => Wrong == 0;
}
