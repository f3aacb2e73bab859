namespace MoralePulse.Simulation;

/// <summary>Long-tailed team sizes that add up.</summary>
internal static class TeamSizes
{
    /// <summary>Fewest people of a team.</summary>
    public const int Smallest = 3;

    /// <summary>Most people of a team.</summary>
    public const int Largest = 60;

    /// <summary>Draws sizes from <see cref="Smallest"/> to <see cref="Largest"/> with a sum.</summary>
    /// <param name="scales">A team's usual size beside others, one for each team.</param>
    /// <param name="people">The sum.</param>
    /// <param name="draws">Seeded chance.</param>
    public static int[] Draw(IReadOnlyList<double> scales, int people, Draws draws)
    {
        if (people < Smallest * scales.Count || people > Largest * scales.Count)
            throw new ArgumentOutOfRangeException(nameof(people), people, $"Teams have {Smallest} to {Largest} people.");

        var raw = scales.Select(scale => scale * Math.Exp(0.6 * draws.Normal())).ToArray();
        int[] Sized(double factor) => [.. raw.Select(size => (int)Math.Round(Math.Clamp(size * factor, Smallest, Largest)))];
        var (low, high) = (0.0, Largest / raw.Min());
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (Sized(middle).Sum() <= people) low = middle;
            else high = middle;
        }

        var sizes = Sized(low);
        var missing = people - sizes.Sum();
        for (var at = 0; missing > 0; at = (at + 1) % sizes.Length)
        {
            if (sizes[at] == Largest) continue;
            sizes[at]++;
            missing--;
        }

        return sizes;
    }
}
