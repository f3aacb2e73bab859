namespace MoralePulse.Simulation;

/// <summary>What a trust's people tap on average where its weather is still: in closed form, so that a trial knows the truth without counting.</summary>
public static class StillWorld
{
    /// <summary>Share of green among the taps of a unit and everything below it, 0 to 1.</summary>
    /// <param name="trust">The trust.</param>
    /// <param name="unit">The unit's id.</param>
    /// <param name="change">How much better than the seed has it they feel, in standard deviations of a person's day.</param>
    public static double ShareOfGreen(SimulatedTrust trust, string unit, double change = 0)
    {
        ArgumentNullException.ThrowIfNull(trust);
        var (green, all) = (0.0, 0.0);
        foreach (var person in Within(trust, unit))
        {
            var taps = person.Roster.ShiftsPerWeek * person.Participation;
            all += taps;
            green += taps * SimulatedDay.ChanceOfGreen(person.Feeling, change);
        }

        return all > 0 ? green / all : throw new ArgumentException($"Nobody taps in {unit}.", nameof(unit));
    }

    /// <summary>The lasting change of feeling with which a unit's share of green differs by some percentage points from what the seed has.</summary>
    /// <param name="trust">The trust.</param>
    /// <param name="unit">The unit's id.</param>
    /// <param name="points">Percentage points, negative for a drop.</param>
    /// <exception cref="ArgumentOutOfRangeException">No change is large enough.</exception>
    public static double ChangeOfGreen(SimulatedTrust trust, string unit, double points)
    {
        const double Furthest = 6;
        var wanted = ShareOfGreen(trust, unit) + points / 100;
        var (low, high) = (-Furthest, Furthest);
        if (wanted < ShareOfGreen(trust, unit, low) || wanted > ShareOfGreen(trust, unit, high))
            throw new ArgumentOutOfRangeException(nameof(points), points, $"The share of green of {unit} cannot change so much.");
        for (var i = 0; i < 50; i++)
        {
            var middle = (low + high) / 2;
            if (ShareOfGreen(trust, unit, middle) < wanted) low = middle;
            else high = middle;
        }

        return low;
    }

    private static IEnumerable<SimulatedPerson> Within(SimulatedTrust trust, string unit)
    {
        var within = new HashSet<string> { unit };
        foreach (var below in trust.Units)
            if (below.ParentId is { } parent && within.Contains(parent))
                within.Add(below.Id);
        return trust.People.Where(person => person.IsDriven && within.Contains(person.Unit));
    }
}
