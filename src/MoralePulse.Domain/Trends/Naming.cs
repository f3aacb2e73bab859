namespace MoralePulse.Domain.Trends;

/// <summary>Which pattern names a point that may be a member of several.</summary>
internal static class Naming
{
    private const Marks Both = Marks.Rising | Marks.Falling;

    /// <summary>The special cause of one point; null for common cause.</summary>
    /// <param name="marks">The group's patterns.</param>
    /// <param name="at">The point.</param>
    /// <param name="values">The group's values.</param>
    /// <param name="side">Where the point lies.</param>
    /// <param name="options">How the trend is read.</param>
    public static SpecialCause? Name(ReadOnlySpan<Marks> marks, int at, ReadOnlySpan<double> values, Side side, ReadingOptions options)
    {
        if (marks[at] == Marks.None) return null;
        SpecialCause? first = null;
        foreach (var rule in (ReadOnlySpan<Rule>)[Rule.Outside, Rule.Trend, Rule.TwoInThree, Rule.Shift])
        {
            if (!IsMember(marks[at], rule)) continue;
            var way = rule == Rule.Trend ? TrendWay(marks, at, values, options) : side == Side.Above ? Way.High : Way.Low;
            var cause = new SpecialCause(rule, way, options.Better.MeaningOf(way));
            if (!options.Profile.ImprovementWins || cause.Meaning == Meaning.Improvement) return cause;
            first ??= cause;
        }

        return first;
    }

    private static bool IsMember(Marks marks, Rule rule) => (marks & (rule switch
    {
        Rule.Outside => Marks.Outside,
        Rule.Trend => Both,
        Rule.TwoInThree => Marks.TwoInThree,
        _ => Marks.Shift,
    })) != 0;

    private static Way TrendWay(ReadOnlySpan<Marks> marks, int at, ReadOnlySpan<double> values, ReadingOptions options)
    {
        if (!options.Profile.ImprovementWins) return InheritedWay(marks, at, values);
        if ((marks[at] & Both) != Both) return (marks[at] & Marks.Rising) != 0 ? Way.High : Way.Low;
        // A peak or a trough that two trends share
        return options.Better switch { Better.More => Way.High, Better.Fewer => Way.Low, _ => InheritedWay(marks, at, values) };
    }

    /// <summary>
    /// The package goes by the next difference where the next point is in a trend too, else by the one before. So a shared peak belongs to the fall;
    /// and a rise that ends beside an equal point from which another trend starts ends in a "fall".
    /// </summary>
    private static Way InheritedWay(ReadOnlySpan<Marks> marks, int at, ReadOnlySpan<double> values)
    {
        var next = at + 1 < marks.Length && (marks[at + 1] & Both) != 0;
        return (next ? values[at + 1] > values[at] : values[at] > values[at - 1]) ? Way.High : Way.Low;
    }
}
