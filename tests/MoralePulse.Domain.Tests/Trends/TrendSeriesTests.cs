using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Trends;
using NUnit.Framework;

namespace MoralePulse.Domain.Tests.Trends;

[TestFixture]
internal sealed class TrendSeriesTests
{
    private static readonly DateOnly Wednesday = new(2026, 11, 25);

    [Test]
    public void A_week_is_the_sum_of_its_days_and_the_current_one_is_not_judged()
    {
        var series = TrendSeries.Of([Day(16, 6, 2, 2), Day(22, 3, 3, 4), Day(23, 5, 5, 0)], Grain.Week, Measure.ShareGreen, Wednesday);
        Assert.That(series.Complete, Is.EqualTo([new Period(new(new(2026, 11, 16), 45), 20)]));
        Assert.That(series.SoFar, Is.EqualTo(new Period(new(new(2026, 11, 23), 50), 10)));
    }

    [Test]
    public void A_period_without_a_released_block_is_no_period()
    {
        var series = TrendSeries.Of([Day(2, 6, 2, 2), Day(17, 0, 0, 0), Day(20, 2, 0, 8)], Grain.Week, Measure.ShareRed, Wednesday);
        Assert.That(series.Complete.Select(period => period.Observation.Date.Day), Is.EqualTo([2, 16]));
        Assert.That(series.Complete.Select(period => period.Observation.Value), Is.EqualTo([20.0, 80.0]));
        Assert.That(series.SoFar, Is.Null);
    }

    [Test]
    public void Taps_are_counted_and_have_no_denominator()
    {
        var series = TrendSeries.Of([Day(24, 6, 2, 2)], Grain.Day, Measure.Taps, Wednesday);
        Assert.That(series.Complete, Is.EqualTo([new Period(new(new(2026, 11, 24), 10), null)]));
    }

    [TestCase(9, true)]
    [TestCase(10, false)]
    public void A_series_ends_thin_where_its_last_week_has_fewer_than_half_the_usual_taps(int taps, bool thin)
    {
        var weeks = new[] { 22, 20, 18, taps }.Select((n, week) => new DaySums(new DateOnly(2026, 10, 19).AddDays(7 * week), n, 0, 0));
        Assert.That(TrendSeries.Of(weeks, Grain.Week, Measure.ShareGreen, Wednesday).EndsThin, Is.EqualTo(thin));
    }

    [TestCase(Grain.Day, "2026-10-01")]
    [TestCase(Grain.Week, "2025-11-24")]
    [TestCase(Grain.Month, "2023-11-01")]
    public void A_trend_looks_back_eight_weeks_of_days_a_year_of_weeks_and_three_years_of_months(Grain grain, string first)
    {
        var date = DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(TrendSeries.FirstDate(grain, Wednesday), Is.EqualTo(date));
        var series = TrendSeries.Of([new(date.AddDays(-1), 5, 3, 2), new(date, 5, 3, 2)], grain, Measure.ShareGreen, Wednesday);
        Assert.That(series.Complete.Select(period => period.Observation.Date), Is.EqualTo([date]));
    }

    [Test]
    public void Reach_is_shown_when_it_has_been_counted()
    {
        var weeks = new[] { 26, 19, 12, 5 }.Select(day => (Week.Of(new(2026, 10, day)), 40 + day)).Append((Week.Of(new(2026, 11, 2)), 50)).Append((Week.Of(new(2026, 11, 9)), 30)).Append((Week.Of(Wednesday), 10));
        var series = TrendSeries.OfReach(weeks, Wednesday);
        Assert.That(series.Complete.Select(period => period.Observation.Date.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(["10-05", "10-12", "10-19", "10-26"]));
        Assert.That(series.SoFar, Is.Null);
    }

    private static DaySums Day(int day, long green, long amber, long red) => new(new(2026, 11, day), green, amber, red);
}
