using System.Globalization;

namespace MoralePulse.Domain.Trends;

/// <summary>Reads a trend as an XmR chart: values and moving ranges, as NHS England's Making Data Count does.</summary>
public static class Xmr
{
    /// <summary>Reads a trend.</summary>
    /// <param name="observations">Its periods in any order, those without a value left out. Gaps are not noticed: neighbours in the list are consecutive.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="ArgumentException">Two observations of one date.</exception>
    public static Reading Read(IEnumerable<Observation> observations, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var ordered = InOrder(observations);
        var values = Array.ConvertAll(ordered, observation => observation.Value);
        var points = new TrendPoint[ordered.Length];
        var groups = new List<RebaseGroup>(1);
        var number = 0;
        for (int from = 0, to; from < ordered.Length; from = to)
        {
            if (IsRebase(from)) number++;
            to = from + 1;
            while (to < ordered.Length && !IsRebase(to)) to++;
            groups.Add(ReadGroup(number, ordered.AsSpan(from..to), values.AsSpan(from..to), options, points.AsSpan(from..to)));
        }

        return new(options, points, [.. groups]);

        bool IsRebase(int at) => options.RebaseDates.Count > 0 && options.RebaseDates.Contains(ordered[at].Date);
    }

    private static Observation[] InOrder(IEnumerable<Observation> observations)
    {
        var ordered = observations.ToArray();
        Array.Sort(ordered, (one, other) => one.Date.CompareTo(other.Date));
        for (var at = 1; at < ordered.Length; at++)
            if (ordered[at].Date == ordered[at - 1].Date)
                throw new ArgumentException($"A trend has one value for a date: {ordered[at].Date.ToString("O", CultureInfo.InvariantCulture)} has two.", nameof(observations));
        return ordered;
    }

    private static RebaseGroup ReadGroup(int number, ReadOnlySpan<Observation> observations, ReadOnlySpan<double> values, ReadingOptions options, Span<TrendPoint> points)
    {
        var baseline = values[..Math.Min(values.Length, options.FixAfter ?? int.MaxValue)];
        var mean = Average.Of(baseline);
        var limits = Limits.Of(baseline, mean, values.Length, options);
        var judged = limits is Limits.Known || !options.Profile.Guarded;
        var group = new RebaseGroup(number, observations[0].Date, observations[^1].Date, values.Length, baseline.Length, mean, limits, judged);

        var sides = new Side[values.Length];
        for (var at = 0; at < sides.Length; at++) sides[at] = (Side)values[at].CompareTo(mean);
        var marks = judged ? Patterns.Find(values, sides, limits, options.Profile) : new Marks[values.Length];
        for (var at = 0; at < points.Length; at++)
            points[at] = new(observations[at].Date, values[at], group, at < baseline.Length, sides[at], Naming.Name(marks, at, values, sides[at], options));
        return group;
    }
}
