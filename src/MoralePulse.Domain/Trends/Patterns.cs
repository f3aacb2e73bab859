namespace MoralePulse.Domain.Trends;

/// <summary>Finds the members of every pattern in one group, each in one pass.</summary>
internal static class Patterns
{
    /// <summary>Points of a shift and of a trend.</summary>
    internal const int Length = 7;

    /// <summary>The patterns that each point is a member of.</summary>
    /// <param name="values">The group's values, in order.</param>
    /// <param name="sides">Where each lies.</param>
    /// <param name="limits">Its limits; where they are unknown, only shifts and trends are looked for.</param>
    /// <param name="profile">The conventions.</param>
    public static Marks[] Find(ReadOnlySpan<double> values, ReadOnlySpan<Side> sides, Limits limits, Profile profile)
    {
        var marks = new Marks[values.Length];
        Shifts(sides, marks);
        Trends(values, marks);
        if (limits is Limits.Known known)
        {
            for (var at = 0; at < values.Length; at++)
                if (known.IsOutside(values[at]))
                    marks[at] |= Marks.Outside;
            TwosInThree(values, sides, known, profile, marks);
        }

        return marks;
    }

    private static void Shifts(ReadOnlySpan<Side> sides, Span<Marks> marks)
    {
        var run = 0;
        for (var at = 0; at < sides.Length; at++)
        {
            run = sides[at] == Side.On ? 0 : at > 0 && sides[at] == sides[at - 1] ? run + 1 : 1;
            Mark(marks, at, run, Marks.Shift);
        }
    }

    private static void Trends(ReadOnlySpan<double> values, Span<Marks> marks)
    {
        var (rising, falling) = (1, 1);
        for (var at = 1; at < values.Length; at++)
        {
            rising = values[at] > values[at - 1] ? rising + 1 : 1;
            falling = values[at] < values[at - 1] ? falling + 1 : 1;
            Mark(marks, at, rising, Marks.Rising);
            Mark(marks, at, falling, Marks.Falling);
        }
    }

    /// <summary>Marks a run that has just become long enough as a whole, and a longer one's newest point.</summary>
    private static void Mark(Span<Marks> marks, int at, int run, Marks mark)
    {
        if (run < Length) return;
        for (var member = run == Length ? at - Length + 1 : at; member <= at; member++) marks[member] |= mark;
    }

    private static void TwosInThree(ReadOnlySpan<double> values, ReadOnlySpan<Side> sides, Limits.Known limits, Profile profile, Span<Marks> marks)
    {
        for (var last = 2; last < values.Length; last++)
        {
            if (sides[last] == Side.On || sides[last] != sides[last - 1] || sides[last] != sides[last - 2]) continue;
            var far = 0;
            for (var at = last - 2; at <= last; at++)
                if (Counts(values[at]))
                    far++;
            for (var at = last - 2; far >= 2 && at <= last; at++)
                if (Counts(values[at]))
                    marks[at] |= Marks.TwoInThree;
        }

        bool Counts(double value) => limits.IsFar(value) && (profile.BeyondLimitsCountsInTwoOfThree || !limits.IsOutside(value));
    }
}
