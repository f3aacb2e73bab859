namespace MoralePulse.Domain.Trends;

/// <summary>How one trend is to be read.</summary>
public sealed record ReadingOptions
{
    /// <summary>Fewest points of a fixed baseline.</summary>
    public const int ShortestBaseline = 12;

    /// <summary>The conventions. Default: Making Data Count.</summary>
    public Profile Profile { get; init; } = Profile.MakingDataCountExcel;

    /// <summary>The direction in which the measure improves. Default: more.</summary>
    public Better Better { get; init; }

    /// <summary>What is aimed at, in the measure's unit; null for no target.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number.</exception>
    public double? Target
    {
        get;
        init => field = value is not { } target || double.IsFinite(target) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A target is a number.");
    }

    /// <summary>Average and limits come from the first so many points of each group, 12 or more; null for all of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 12.</exception>
    public int? FixAfter
    {
        get;
        init => field = value is not < ShortestBaseline ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A baseline has 12 points or more.");
    }

    /// <summary>Whether moving ranges that are too large are left out of the limits; null for as the profile does.</summary>
    public bool? Screens { get; init; }

    /// <summary>Dates of points with which average and limits begin anew. One that no point carries changes nothing, and the reading reports it.</summary>
    public IReadOnlyCollection<DateOnly> RebaseDates { get; init; } = [];
}
