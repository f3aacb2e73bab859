using MoralePulse.Domain.Trends;
using NUnit.Framework;

namespace MoralePulse.Domain.Tests.Trends;

/// <summary>What the last point's special cause rests on, and since when.</summary>
public sealed class RunTests
{
    [Test]
    public void A_shift_lasts_since_the_first_point_on_its_side() => AssertRun(Rule.Shift, 8, [510, 520, 510, 520, 510, 520, 510, 520]);

    [Test]
    public void A_trend_lasts_since_its_first_point() => AssertRun(Rule.Trend, 8, [430, 440, 460, 470, 480, 520, 530, 540], [425, 600]);

    [Test]
    public void Points_beyond_a_limit_last_since_the_first_in_a_row() => AssertRun(Rule.Outside, 2, [950, 990]);

    [Test]
    public void Two_in_three_lasts_since_the_first_of_the_two() => AssertRun(Rule.TwoInThree, 2, [800, 550, 800], since: 3);

    [Test]
    public void It_never_began_before_a_rebase()
    {
        var reading = Some.Reading([-3, -2, -1, 0, 10, 11, 12, 13, 14, 15], Profile.PlotTheDotsR, options => options with { Screens = false, RebaseDates = [Some.Monday.AddDays(7 * 3)] });
        Assert.That(reading.Run, Is.EqualTo(new Run(new(Rule.Trend, Way.High, Meaning.Improvement), reading.Points[3].Date, 7)));
    }

    [Test]
    public void A_last_point_of_common_cause_has_none() => Assert.That(Fixed([.. Some.Baseline, 950, 500]).Run, Is.Null);

    private static Reading Fixed(IEnumerable<double> values) => Some.Reading(values, change: options => options with { FixAfter = 12 });

    private static void AssertRun(Rule rule, int points, double[] last, double[]? before = null, int? since = null)
    {
        var reading = Fixed([.. Some.Baseline, .. before ?? [], .. last]);
        Assert.That(reading.Run, Is.EqualTo(new Run(new(rule, Way.High, Meaning.Improvement), reading.Points[^(since ?? points)].Date, points)));
    }
}
