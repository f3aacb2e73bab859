using MoralePulse.Domain.Trends;
using NUnit.Framework;

namespace MoralePulse.Domain.Tests.Trends;

/// <summary>The profile "r" is the R package, value for value and flag for flag.</summary>
public sealed class PlotTheDotsTests
{
    [Test]
    public void Every_case_of_the_repository_is_read_as_the_package_reads_it()
    {
        var cases = SpcCase.OfRepository();
        Assert.That(cases, Has.Count.EqualTo(25));
        AllAgree("Cases of the repository", cases);
    }

    [Test]
    public void The_packages_own_series_and_real_attendances_are_read_as_the_package_reads_them()
    {
        if (BesideTheClone() is not { } cases) return;
        Assert.That(cases, Has.Count.GreaterThanOrEqualTo(10));
        AllAgree("Cases beside the clone", cases);
    }

    [Test]
    public void Counting_points_beyond_the_limits_in_two_of_three_changes_the_repositorys_cases_that_it_should() =>
        Assert.That(ChangedByTwoSigma(SpcCase.OfRepository()), Is.EqualTo(new[] { "c01_step_increase", "c06_step_neutral", "c60_unsorted_input", "d03_weekly_green_pct_fix12" }));

    [Test]
    public void Counting_points_beyond_the_limits_in_two_of_three_changes_the_other_cases_that_it_should()
    {
        if (BesideTheClone() is not { } cases) return;
        Assert.That(ChangedByTwoSigma(cases), Is.EqualTo(new[] { "a11_icons_increase_fail", "a13_icons_neutral", "b03_ae_rrk_no_rebase", "b07_ae_r1k_facet" }));
    }

    [Test]
    public void A_rise_that_ends_beside_an_equal_point_where_another_trend_starts_ends_in_a_fall_as_in_the_package()
    {
        double[] series = [.. Some.Baseline, 440, 460, 480, 500, 520, 540, 560, 560, 540, 520, 500, 480, 460, 440];
        var reading = Some.Reading(series, Profile.PlotTheDotsR, options => options with { FixAfter = 12 });
        Assert.That(reading.Points[17].Cause, Is.EqualTo(new SpecialCause(Rule.Trend, Way.High, Meaning.Improvement)));
        Assert.That(reading.Points[18].Cause, Is.EqualTo(new SpecialCause(Rule.Trend, Way.Low, Meaning.Concern)));
    }

    [Test]
    public void A_fall_above_the_mean_is_a_concern_where_more_is_better()
    {
        double[] series = [.. Enumerable.Repeat(new[] { 48.0, 52 }, 6).SelectMany(pair => pair), 57, 56, 55, 54, 53, 52, 51];
        var reading = Some.Reading(series, Profile.PlotTheDotsR, options => options with { FixAfter = 12 });
        Assert.That(reading.Points.TakeLast(7).Select(point => point.Cause), Is.All.EqualTo(new SpecialCause(Rule.Trend, Way.Low, Meaning.Concern)));
    }

    [Test]
    public void One_point_alone_has_no_limits_and_is_of_common_cause()
    {
        var reading = Some.Reading([70], Profile.PlotTheDotsR, options => options with { Target = 80 });
        Assert.That(reading.Groups.Single().Limits, Is.TypeOf<Limits.NotEnoughVariation>());
        Assert.That((reading.Variation, reading.Assurance), Is.EqualTo((Variation.CommonCause, Assurance.HitOrMiss)));
    }

    [Test]
    public void A_constant_series_that_is_not_screened_has_its_limits_on_its_mean_and_nothing_outside_them()
    {
        var reading = Some.Reading(Enumerable.Repeat(70.0, 15), Profile.PlotTheDotsR, options => options with { Screens = false });
        Assert.That(reading.Groups.Single().Limits, Is.EqualTo(new Limits.Known(70, 70, 70, 70)));
        Assert.That(reading.Points.Select(point => point.Cause), Is.All.Null);
    }

    [Test]
    public void Screening_away_the_only_change_puts_the_limits_on_the_mean_and_every_point_outside()
    {
        var reading = Some.Reading([.. Enumerable.Repeat(70.0, 14), 75], Profile.PlotTheDotsR);
        Assert.That(reading.Points.Select(point => point.Cause?.Rule), Is.All.EqualTo(Rule.Outside));
    }

    [Test]
    public void Shifts_and_trends_are_found_even_where_a_constant_baseline_leaves_the_limits_unknown()
    {
        var reading = Some.Reading([.. Enumerable.Repeat(70.0, 12), 71, 75, 72, 76, 71, 73, 74], Profile.PlotTheDotsR, options => options with { FixAfter = 12 });
        Assert.That(reading.Groups.Single().Limits, Is.TypeOf<Limits.NotEnoughVariation>());
        Assert.That(reading.Points.Skip(12).Select(point => point.Cause?.Rule), Is.All.EqualTo(Rule.Shift));
    }

    private static void AllAgree(string which, IReadOnlyList<SpcCase> cases)
    {
        var agreements = cases.Select(one => new Agreement(one)).ToList();
        TestContext.Out.WriteLine($"{which}: {agreements.Count(one => one.Differences.Count == 0)} of {cases.Count} cases and {agreements.Sum(one => one.AgreeingPoints)} of {agreements.Sum(one => one.Points)} points agree.");
        Assert.That(agreements.SelectMany(one => one.Differences), Is.Empty);
    }

    private static IEnumerable<string> ChangedByTwoSigma(IReadOnlyList<SpcCase> cases)
    {
        var inclusive = Profile.PlotTheDotsR with { BeyondLimitsCountsInTwoOfThree = true };
        return cases.Where(one => !Xmr.Read(one.Observations, one.Options).Points.Select(point => point.Cause).SequenceEqual(Xmr.Read(one.Observations, one.Options with { Profile = inclusive }).Points.Select(point => point.Cause))).Select(one => one.Id);
    }

    private static IReadOnlyList<SpcCase>? BesideTheClone()
    {
        if (SpcCase.BesideTheClone() is { } cases) return cases;
        const string Why = "shared/fixtures/spc is not beside the clone: the package's own series and real attendances were not checked.";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(Why);
        TestContext.Progress.WriteLine(Why);
        Assert.Ignore(Why);
        return null;
    }
}
