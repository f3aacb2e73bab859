using MoralePulse.Domain.Trends;
using NUnit.Framework;

namespace MoralePulse.Domain.Tests.Trends;

/// <summary>What is refused, and what is reported.</summary>
public sealed class InputTests
{
    [Test]
    public void Two_observations_of_one_date_are_an_error_that_names_the_date() =>
        Assert.That(() => Xmr.Read([new(Some.Monday, 1), new(Some.Monday.AddDays(7), 2), new(Some.Monday, 3)], new()), Throws.ArgumentException.With.Message.Contains("2018-01-01"));

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.MinValue)]
    public void An_observation_is_a_number(double value) =>
        Assert.That(() => new Observation(Some.Monday, value), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(1, 0)]
    [TestCase(-1, 5)]
    [TestCase(6, 5)]
    public void A_share_is_a_part_of_a_whole(long part, long whole) =>
        Assert.That(() => Observation.OfShare(Some.Monday, part, whole), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void A_share_is_in_per_cent() => Assert.That(Observation.OfShare(Some.Monday, 3, 4).Value, Is.EqualTo(75));

    [Test]
    public void A_target_is_a_number() => Assert.That(() => new ReadingOptions { Target = double.NaN }, Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(11, false)]
    [TestCase(12, true)]
    [TestCase(null, true)]
    public void A_fixed_baseline_has_12_points_or_more(int? points, bool accepted) =>
        Assert.That(() => new ReadingOptions { FixAfter = points }, accepted ? Throws.Nothing : Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void A_rebase_date_that_no_point_carries_changes_nothing_and_is_reported_with_the_nearest_dates()
    {
        var (before, after) = (Some.Monday.AddDays(7 * 4), Some.Monday.AddDays(7 * 5));
        var reading = Some.Reading(Some.Baseline, change: options => options with { RebaseDates = [after.AddDays(-1), Some.Monday.AddDays(-1), Some.Monday.AddYears(1), after] });
        Assert.That(reading.Groups.Select(group => group.From), Is.EqualTo(new[] { Some.Monday, after }));
        Assert.That(reading.UnplacedRebases, Is.EqualTo(new UnplacedRebase[]
        {
            new(Some.Monday.AddDays(-1), null, Some.Monday),
            new(after.AddDays(-1), before, after),
            new(Some.Monday.AddYears(1), Some.Monday.AddDays(7 * 11), null),
        }));
    }

    [Test]
    public void A_rebase_on_the_first_point_only_changes_the_groups_number()
    {
        var (plain, rebased) = (Some.Reading(Some.Baseline.Append(500)), Some.Reading(Some.Baseline.Append(500), change: options => options with { RebaseDates = [Some.Monday] }));
        Assert.That(rebased.Groups, Is.EqualTo(new[] { plain.Groups.Single() with { Number = 1 } }));
    }

    [TestCase(Grain.Day, 9)]
    [TestCase(Grain.Week, 6)]
    [TestCase(Grain.Month, 1)]
    public void A_period_is_dated_by_its_first_date(Grain grain, int day) =>
        Assert.That(grain.StartOf(new(2018, 8, 9)), Is.EqualTo(new DateOnly(2018, 8, day)));

    [TestCase(Grain.Day, 31)]
    [TestCase(Grain.Week, 4)] // Thursday to Sunday
    [TestCase(Grain.Month, 1)]
    public void Periods_are_counted_by_the_calendar(Grain grain, int periods) =>
        Assert.That(grain.PeriodsBetween(new(2026, 12, 31), new(2027, 1, 31)), Is.EqualTo(periods));
}
