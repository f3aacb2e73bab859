using MoralePulse.Domain.Trends;

namespace MoralePulse.Domain.Tests.Trends;

/// <summary>A series drawn from a seed, with what special causes are made of: ties, steps, slopes and spikes; and options drawn with it.</summary>
internal sealed record RandomSeries(Random Random, IReadOnlyList<Observation> Observations, ReadingOptions Options)
{
    public static RandomSeries Draw(int seed, Profile? profile = null, bool extreme = false)
    {
        var random = new Random(seed);
        var values = new double[random.Next(2, 60)];
        var (wide, level, slope) = (random.Next(1, 30), 500, 0);
        for (var at = 0; at < values.Length; at++)
        {
            if (random.Next(10) == 0) slope = random.Next(-6, 7);
            if (random.Next(12) == 0) level += random.Next(-40, 41);
            level += slope;
            values[at] = level + random.Next(-wide, wide + 1) + (random.Next(15) == 0 ? random.Next(-300, 301) : 0);
        }

        if (extreme) values = Extreme(random, values);
        return new(random, Some.Weeks(values), new()
        {
            Profile = profile ?? (random.Next(2) == 0 ? Profile.MakingDataCountExcel : Profile.PlotTheDotsR),
            Better = (Better)random.Next(3),
            Target = random.Next(3) == 0 ? null : random.Next(300, 700),
            FixAfter = random.Next(3) == 0 ? random.Next(12, 20) : null,
            Screens = random.Next(3) == 0 ? random.Next(2) == 0 : null,
        });
    }

    public Reading Read() => Xmr.Read(Observations, Options);

    /// <summary>Whether the last bit of a sum decides a verdict: a point, or the target, on a limit; or a moving range on the screen's edge.</summary>
    public static bool HasPointOnALine(Reading reading) => reading.Points.Any(point => point.Group.Limits is Limits.Known limits
        && new[] { limits.Lower, limits.Upper, limits.NearLower, limits.NearUpper }.Any(line => Math.Abs(point.Value - line) < 1e-6 || Math.Abs((reading.Options.Target ?? double.MaxValue) - line) < 1e-6));

    private static double[] Extreme(Random random, double[] values) => random.Next(6) switch
    {
        0 => [.. values.Select(_ => values[0] / 3)],
        1 => [.. values.Select(value => value > values[0] ? Observation.Largest : -Observation.Largest)],
        2 => [.. values.Select((value, at) => at < 12 ? 100.0 / 3 : value)],
        3 => [.. values.Select(value => Observation.Largest - (value > values[0] ? 1e-4 : 0))],
        4 => [.. values.Select(value => value * double.Epsilon)],
        _ => values,
    };
}
