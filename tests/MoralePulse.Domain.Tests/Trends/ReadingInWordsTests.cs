using MoralePulse.Domain.Trends;
using NUnit.Framework;

namespace MoralePulse.Domain.Tests.Trends;

public sealed class ReadingInWordsTests
{
    [Test]
    public void A_shift_says_for_how_long_and_thanks() =>
        Assert.That(Say([510, 520, 510, 520, 510, 520, 510]), Is.EqualTo("Weekly share of green has been above its average for 7 weeks: this is unlikely to be chance. It looks like a real improvement: thank you to everyone who made it happen."));

    [Test]
    public void More_of_what_should_be_less_is_a_worsening() =>
        Assert.That(Say([510, 520, 510, 520, 510, 520, 510], measure: Measure.ShareRed), Is.EqualTo("Weekly share of red has been above its average for 7 weeks: this is unlikely to be chance. It looks like a real worsening: find out what has changed."));

    [Test]
    public void A_change_of_a_count_is_named_and_not_judged() =>
        Assert.That(Say([490, 480, 490, 480, 490, 480, 490, 480], Grain.Month, Measure.Taps), Does.StartWith("Monthly number of taps has been below its average for 9 months:").And.EndWith("for better or worse."));

    [Test]
    public void A_trend_says_which_way() =>
        Assert.That(Say([480, 470, 460, 450, 440, 430, 424], Grain.Day), Does.StartWith("Daily share of green has fallen without a break over 7 days: this is unlikely to be chance. It looks like a real worsening"));

    [Test]
    public void A_point_beyond_a_limit_is_dated() =>
        Assert.That(Say([950]), Does.StartWith("Weekly share of green in the week from 26 March 2018 is above the range that chance explains: this is unlikely to be chance."));

    [Test]
    public void Two_in_three_counts_both() => Assert.That(Say([800, 550, 800]), Does.StartWith("Weekly share of green has been unusually high in 2 of the last 3 weeks:"));

    [Test]
    public void Weeks_without_a_figure_are_not_counted_as_if_they_had_one()
    {
        var weeks = Some.Weeks([.. Some.Baseline, 510, 520, 510, 520, 510, 520, 510, 520]).Where((_, week) => week != 15);
        Assert.That(ReadingInWords.Say(Xmr.Read(weeks, new() { FixAfter = 12 }), Grain.Week, Measure.ShareGreen), Does.StartWith("Weekly share of green has been above its average for 7 weeks with a figure:"));
    }

    [Test]
    public void Chance_is_called_chance() => Assert.That(Say([500]), Is.EqualTo("Weekly share of green goes up and down no more than chance explains."));

    [Test]
    public void Under_13_points_it_is_too_early_to_tell([ValueSource(nameof(Profiles))] Profile profile) =>
        Assert.That(ReadingInWords.Say(Some.Reading(Some.Baseline.Take(7).Select((value, week) => value + 100 * week), profile), Grain.Week, Measure.ShareGreen), Is.EqualTo("It is too early to tell: weekly share of green has 7 weeks, and 13 are needed."));

    [Test]
    public void After_a_rebase_it_is_too_early_again() =>
        Assert.That(ReadingInWords.Say(Some.Reading([.. Some.Baseline, 500, 500], change: options => options with { RebaseDates = [Some.Monday.AddDays(7 * 13)] }), Grain.Week, Measure.Reach), Is.EqualTo("It is too early to tell: weekly number of people taking part has 1 week since its average began anew on 2 April 2018, and 13 are needed."));

    [Test]
    public void Where_nothing_varies_it_says_so([ValueSource(nameof(Profiles))] Profile profile) =>
        Assert.That(ReadingInWords.Say(Some.Reading(Enumerable.Repeat(100.0, 20), profile), Grain.Week, Measure.ShareGreen), Is.EqualTo("Weekly share of green has not enough variation to chart."));

    [Test]
    public void Without_a_figure_it_says_so() => Assert.That(ReadingInWords.Say(Some.Reading([]), Grain.Week, Measure.ShareGreen), Is.EqualTo("There is no weekly share of green yet."));

    [TestCase(50, "As things are, the target of 50% is met every week: well done.")]
    [TestCase(950.5, "As things are, the target of 950.5% can't be met: that needs a change.")]
    [TestCase(500, "As things are, the target of 500% is met in some weeks and missed in others, by chance alone.")]
    public void A_target_is_spoken_of_as_it_can_be_expected_to_be_met(double target, string expected) =>
        Assert.That(AssuranceInWords.Say(Some.Reading(Some.Baseline.Append(500), change: options => options with { FixAfter = 12, Target = target }), Grain.Week, Measure.ShareGreen), Is.EqualTo(expected));

    [Test]
    public void Nothing_is_said_of_a_target_too_early([ValueSource(nameof(Profiles))] Profile profile) =>
        Assert.That(AssuranceInWords.Say(Some.Reading(Some.Baseline, profile, options => options with { Target = 50 }), Grain.Week, Measure.ShareGreen), Is.Null);

    private static IEnumerable<Profile> Profiles() => [Profile.MakingDataCountExcel, Profile.PlotTheDotsR];

    private static string Say(double[] last, Grain grain = Grain.Week, Measure measure = Measure.ShareGreen)
    {
        var dated = Some.Baseline.Concat(last).Select((value, period) => new Observation(grain switch { Grain.Day => Some.Monday.AddDays(period), Grain.Week => Some.Monday.AddDays(7 * period), _ => Some.Monday.AddMonths(period) }, value));
        return ReadingInWords.Say(Xmr.Read(dated, new() { FixAfter = 12, Better = measure.BetterWhen() }), grain, measure);
    }
}
