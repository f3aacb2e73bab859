using System.Diagnostics.CodeAnalysis;

namespace MoralePulse.Domain.Trends;

/// <summary>A named set of conventions for reading a chart. Boards compare with NHS England's own tools, so those are the default.</summary>
public sealed record Profile
{
    /// <summary>Points from which a process is judged; below, a group is short.</summary>
    public const int EnoughPoints = 13;

    internal Profile()
    {
    }

    /// <summary>As NHS England's Making Data Count tools for Excel read a chart.</summary>
    public static Profile MakingDataCountExcel { get; } = new()
    {
        Name = "excel",
        Title = "Making Data Count",
        BeyondLimitsCountsInTwoOfThree = true,
        ImprovementWins = true,
        TargetOnLimitCounts = true,
        Guarded = true,
    };

    /// <summary>Exactly as the R package NHSRplotthedots 0.2.2 reads it, oddities included.</summary>
    public static Profile PlotTheDotsR { get; } = new()
    {
        Name = "r",
        Title = "NHSRplotthedots 0.2.2",
        Screens = true,
    };

    /// <summary>The name in addresses and answers.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The name on a chart.</summary>
    public string Title { get; internal init; } = "";

    /// <summary>Whether moving ranges that are too large are left out of the limits unless the options say otherwise.</summary>
    public bool Screens { get; internal init; }

    /// <summary>Whether a point beyond a process limit is one of the two in "two of three".</summary>
    public bool BeyondLimitsCountsInTwoOfThree { get; internal init; }

    /// <summary>Whether a point that belongs to an improvement and to a concern is shown as the improvement; else the first rule names it.</summary>
    public bool ImprovementWins { get; internal init; }

    /// <summary>Whether a target exactly on a limit is beyond it.</summary>
    public bool TargetOnLimitCounts { get; internal init; }

    /// <summary>Whether a group that is short, or that has no variation to speak of, shows points and average only: no limits, no special causes, no icons.</summary>
    public bool Guarded { get; internal init; }

    /// <summary>The profile of a name in an address.</summary>
    public static bool TryFind(string? name, [NotNullWhen(true)] out Profile? profile) =>
        (profile = name == MakingDataCountExcel.Name ? MakingDataCountExcel : name == PlotTheDotsR.Name ? PlotTheDotsR : null) is not null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
