using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Trends;

namespace MoralePulse.Story.Tests.Charts;

/// <summary>Trends for drawings: what the upkeep stores, made by hand, so that a test says exactly what is drawn.</summary>
internal static class SomeTrend
{
    public static readonly DateOnly FirstMonday = new(2026, 5, 4);

    public static readonly PointCause BetterShift = new("shift", "high", "improvement");

    public static readonly PointCause WorseOutside = new("outside", "low", "concern");

    public static DateOnly Week(int n) => FirstMonday.AddDays(7 * n);

    /// <summary>A weekly share of green with limits 40 and 80 about 60.</summary>
    public static Trend OfGreen(params PeriodPoint[] points) => new(
        "surgery", "week", "green", Profile.MakingDataCountExcel.Name, Week(points.Length), 7, points,
        points.Length == 0 ? [] : [new(points[0].Date, points[^1].Date, 60, 40, 80, null)], null, "common-cause", null, null, [],
        "Weekly share of green goes up and down no more than chance explains.", null, false);

    public static PeriodPoint Point(int week, double value, PointCause? cause = null, int group = 0, long n = 100) => new(Week(week), value, n, group, cause);

    /// <summary>Fourteen weeks with one of each special cause.</summary>
    public static Trend WithEveryKind() => OfGreen(
    [
        .. Enumerable.Range(0, 11).Select(week => Point(week, 55 + week % 3 * 5)),
        Point(11, 70, BetterShift), Point(12, 30, WorseOutside), Point(13, 65, new("trend", "high", "neutral")),
    ]);
}
