namespace MoralePulse.Bench.Drill;

/// <summary>How hard a drill is.</summary>
public sealed record DrillPlan
{
    // Of 300 events.
    private static readonly IReadOnlyDictionary<DrillKind, int> Shares = new Dictionary<DrillKind, int>
    {
        [DrillKind.KillService] = 42,
        [DrillKind.PauseService] = 40,
        [DrillKind.CutBeforeCommit] = 36,
        [DrillKind.CutAfterCommit] = 36,
        [DrillKind.CutTickBeforeCommit] = 15,
        [DrillKind.CutTickAfterCommit] = 15,
        [DrillKind.DropByPhones] = 36,
        [DrillKind.StopPostgres] = 20,
        [DrillKind.KillPostgres] = 10,
        [DrillKind.FillDisk] = 8,
        [DrillKind.StepClock] = 26,
        [DrillKind.SummerTimeBegins] = 4,
        [DrillKind.SummerTimeEnds] = 4,
        [DrillKind.StallBoards] = 8,
    };

    /// <summary>Events in all; at least one of each kind.</summary>
    public int Events { get; init; } = 300;

    /// <summary>Taps acknowledged between one event and the next, at least.</summary>
    public int Between { get; init; } = 20;

    /// <summary>Clients, each tapping at its own instants whatever becomes of the taps before.</summary>
    public int Clients { get; init; } = 24;

    /// <summary>Taps a second and client.</summary>
    public double Rate { get; init; } = 1.25;

    /// <summary>Until a tap is sent a second time; twice as long each time after, and half as long to half as long again by chance.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest such pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What the order of events and everything drawn in them follow from.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>The events, in the order in which they befall: the same for the same plan. Summer time begins before it ends.</summary>
    public IReadOnlyList<DrillKind> Draw()
    {
        var kinds = Shares.SelectMany(share => Enumerable.Repeat(share.Key, Math.Max(1, share.Value * Events / Shares.Values.Sum()))).ToList();
        for (var at = 0; kinds.Count < Events; at++) kinds.Add((DrillKind)(at % Shares.Count));
        var drawn = kinds.ToArray();
        new Random(Seed).Shuffle(drawn);
        var begins = true;
        for (var at = 0; at < drawn.Length; at++)
        {
            if (drawn[at] is not (DrillKind.SummerTimeBegins or DrillKind.SummerTimeEnds)) continue;
            drawn[at] = begins ? DrillKind.SummerTimeBegins : DrillKind.SummerTimeEnds;
            begins = !begins;
        }

        return drawn;
    }
}
