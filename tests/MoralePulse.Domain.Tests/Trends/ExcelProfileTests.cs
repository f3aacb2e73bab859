using MoralePulse.Domain.Trends;
using NUnit.Framework;

namespace MoralePulse.Domain.Tests.Trends;

/// <summary>The profile "excel", where it differs from the package, and its guards.</summary>
public sealed class ExcelProfileTests
{
    private static readonly SpecialCause High = new(Rule.TwoInThree, Way.High, Meaning.Improvement);

    [Test]
    public void It_is_the_default() => Assert.That(new ReadingOptions().Profile, Is.SameAs(Profile.MakingDataCountExcel));

    [TestCase("excel")]
    [TestCase("r")]
    public void A_profile_is_found_by_its_name(string name)
    {
        Assert.That(Profile.TryFind(name, out var found), Is.True);
        Assert.That(found!.Name, Is.EqualTo(name));
        Assert.That(Profile.TryFind(name + "x", out _), Is.False);
    }

    [Test]
    public void No_moving_range_is_screened()
    {
        var limits = (Limits.Known)Some.Reading([.. Enumerable.Repeat(70.0, 14), 75]).Groups.Single().Limits;
        Assert.That(limits.Upper, Is.EqualTo(70 + 5 / 15.0 + 2.66 * 5 / 14).Within(1e-9));
    }

    [Test]
    public void Series_that_the_two_profiles_must_read_alike_are_read_alike()
    {
        // Unscreened, without a point beyond the limits beside another, and without a conflict
        foreach (var given in SpcCase.OfRepository().Where(one => one.Id is "c53_constant_then_spike_unscreened" or "c27_exactly_on_limits" or "c36_run_continues_from_baseline" or "c43_precedence_two_of_three_over_run"))
        {
            var excel = Xmr.Read(given.Observations, given.Options with { Profile = Profile.MakingDataCountExcel });
            Assert.That(excel.Points.Select(point => PlotTheDotsNames.SpecialCauseType(point.Cause)), Is.EqualTo(given.Expected.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("special_cause_type").GetString())), given.Id);
        }
    }

    [Test]
    public void A_point_beyond_a_limit_is_one_of_two_in_three_and_keeps_its_own_name()
    {
        double[] series = [.. Some.Baseline, 425, 950, 550, 800]; // limits 101 and 899, near limits 234 and 766
        var excel = Fixed(series);
        Assert.That(excel.Points.TakeLast(3).Select(point => point.Cause), Is.EqualTo(new SpecialCause?[] { High with { Rule = Rule.Outside }, null, High }));
        var package = Some.Reading(series, Profile.PlotTheDotsR, options => options with { FixAfter = 12 });
        Assert.That(package.Points.TakeLast(2).Select(point => point.Cause), Is.All.Null);
    }

    [Test]
    public void The_third_point_must_still_be_on_the_same_side() =>
        Assert.That(Fixed([.. Some.Baseline, 425, 950, 450, 800]).Latest!.Cause, Is.Null);

    [Test]
    public void A_point_that_is_in_an_improvement_and_in_a_concern_is_an_improvement()
    {
        double[] rising = [.. Some.Baseline, 50, 150, 250, 350, 450, 510, 520]; // the first is below the lower limit, and the first of seven that rise
        var point = Fixed(rising).Points[12];
        Assert.That(point.Cause, Is.EqualTo(new SpecialCause(Rule.Trend, Way.High, Meaning.Improvement)));
        var package = Some.Reading(rising, Profile.PlotTheDotsR, options => options with { FixAfter = 12 });
        Assert.That(package.Points[12].Cause, Is.EqualTo(new SpecialCause(Rule.Outside, Way.Low, Meaning.Concern)));
    }

    [TestCase(Better.More, Way.High)]
    [TestCase(Better.Fewer, Way.Low)]
    [TestCase(Better.Neither, Way.Low)]
    public void A_peak_between_a_rise_and_a_fall_belongs_to_the_better_one_or_else_to_the_later(Better better, Way way)
    {
        var reading = Some.Reading([.. Some.Baseline, 440, 460, 480, 500, 520, 540, 560, 540, 520, 500, 480, 460, 440], change: options => options with { FixAfter = 12, Better = better });
        Assert.That(reading.Points[18].Cause, Is.EqualTo(new SpecialCause(Rule.Trend, way, better.MeaningOf(way))));
    }

    [Test]
    public void A_rise_ends_in_a_rise_also_where_another_trend_starts_from_an_equal_point() =>
        Assert.That(Some.Reading([.. Some.Baseline, 440, 460, 480, 500, 520, 540, 560, 560, 540, 520, 500, 480, 460, 440], change: options => options with { FixAfter = 12, Better = Better.Fewer }).Points[18].Cause!.Value.Way, Is.EqualTo(Way.High));

    [Test]
    public void Under_13_points_there_are_points_and_average_only([Range(1, 12)] int points)
    {
        var reading = Some.Reading(Enumerable.Range(1, points).Select(value => 10.0 * value), change: options => options with { Target = 900 });
        Assert.That(reading.Groups.Single().Mean, Is.EqualTo(5.0 * (points + 1)));
        AssertNoVerdict<Limits.TooFewPoints>(reading);
    }

    [Test]
    public void With_13_points_there_are_limits_and_icons()
    {
        var reading = Some.Reading(Enumerable.Range(1, 13).Select(value => 10.0 * value), change: options => options with { Target = 900 });
        Assert.That(reading.Groups.Single().Limits, Is.TypeOf<Limits.Known>());
        Assert.That((reading.Variation, reading.Assurance), Is.EqualTo((Variation.ImprovementHigh, Assurance.Fail)));
    }

    [Test]
    public void After_a_rebase_the_new_group_is_not_judged_before_it_has_13_points([Values(12, 13)] int points)
    {
        var reading = Some.Reading([.. Some.Baseline, 500, .. Some.Baseline.Append(510).Take(points)], change: options => options with { Target = 400, RebaseDates = [Some.Monday.AddDays(7 * 13)] });
        Assert.That(reading.Groups.Select(group => group.IsJudged), Is.EqualTo(new[] { true, points == 13 }));
        Assert.That((reading.Variation is null, reading.Assurance is null), Is.EqualTo((points < 13, points < 13)));
    }

    [TestCase(70.0)]
    [TestCase(100.0 / 3)]
    [TestCase(0.1)]
    public void A_series_that_never_changes_has_no_limits_no_verdict_and_its_value_as_average(double value)
    {
        var reading = Some.Reading(Enumerable.Repeat(value, 20), change: options => options with { Target = 80, Screens = false });
        Assert.That(reading.Groups.Single().Mean, Is.EqualTo(value));
        AssertNoVerdict<Limits.NotEnoughVariation>(reading);
    }

    [Test]
    public void A_baseline_that_never_changes_has_no_limits_whatever_comes_after_it() =>
        AssertNoVerdict<Limits.NotEnoughVariation>(Some.Reading([.. Enumerable.Repeat(70.0, 12), 71, 75, 72, 76, 71, 73, 74], change: options => options with { FixAfter = 12, Target = 80 }));

    [Test]
    public void Screening_on_demand_does_not_collapse_the_limits_onto_the_mean() =>
        AssertNoVerdict<Limits.NotEnoughVariation>(Some.Reading([.. Enumerable.Repeat(70.0, 14), 75], change: options => options with { Screens = true, Target = 80 }));

    [Test]
    public void Equal_shares_of_different_wholes_are_no_variation() =>
        AssertNoVerdict<Limits.NotEnoughVariation>(Xmr.Read(Enumerable.Range(1, 15).Select(week => Observation.OfShare(Some.Monday.AddDays(7 * week), 2 * week, 3 * week)), new() { Target = 80 }));

    [TestCase(Better.More, 899, Assurance.Fail)]
    [TestCase(Better.More, 101, Assurance.Pass)]
    [TestCase(Better.More, 898.9, Assurance.HitOrMiss)]
    [TestCase(Better.More, 101.1, Assurance.HitOrMiss)]
    [TestCase(Better.Fewer, 899, Assurance.Pass)]
    [TestCase(Better.Fewer, 101, Assurance.Fail)]
    [TestCase(Better.Neither, 899, null)]
    public void A_target_on_a_limit_is_beyond_it(Better better, double target, Assurance? expected)
    {
        ReadingOptions With(ReadingOptions options) => options with { FixAfter = 12, Target = target, Better = better };
        Assert.That(Some.Reading(Some.Baseline.Append(500), change: With).Assurance, Is.EqualTo(expected));
        Assert.That(Some.Reading(Some.Baseline.Append(500), Profile.PlotTheDotsR, With).Assurance, Is.EqualTo(better == Better.Neither ? null : Assurance.HitOrMiss), "not in the package");
    }

    [Test]
    public void A_trend_without_any_observation_has_nothing_to_show()
    {
        var reading = Some.Reading([], change: options => options with { Target = 80 });
        Assert.That((reading.Points.Count, reading.Groups.Count, reading.Latest, reading.Variation, reading.Assurance, reading.Run), Is.EqualTo((0, 0, (TrendPoint?)null, (Variation?)null, (Assurance?)null, (Run?)null)));
    }

    private static Reading Fixed(IEnumerable<double> values) => Some.Reading(values, change: options => options with { FixAfter = 12 });

    private static void AssertNoVerdict<T>(Reading reading)
        where T : Limits
    {
        Assert.That(reading.Groups.Single().Limits, Is.TypeOf<T>());
        Assert.That(reading.Points.Select(point => point.Cause), Is.All.Null);
        Assert.That((reading.Variation, reading.Assurance, reading.Run), Is.EqualTo(((Variation?)null, (Assurance?)null, (Run?)null)));
    }
}
