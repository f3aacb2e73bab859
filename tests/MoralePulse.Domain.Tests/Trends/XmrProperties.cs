using FsCheck;
using MoralePulse.Domain.Trends;
using NUnit.Framework;
using Series = FsCheck.NUnit.PropertyAttribute;

namespace MoralePulse.Domain.Tests.Trends;

/// <summary>What holds for every series, in both profiles.</summary>
public sealed class XmrProperties
{
    [Series(MaxTest = 500)]
    public void A_larger_scale_or_another_zero_changes_no_verdict(PositiveInt seed)
    {
        var drawn = RandomSeries.Draw(seed.Get);
        var (scale, shift) = (Math.Pow(2, drawn.Random.Next(-3, 8)), drawn.Random.Next(-5000, 5000));
        var (plain, moved) = (drawn.Read(), Xmr.Read(drawn.Observations.Select(one => new Observation(one.Date, one.Value * scale + shift)), drawn.Options with { Target = drawn.Options.Target * scale + shift }));
        if (RandomSeries.HasPointOnALine(plain)) return; // rounding decides there
        Assert.That(moved.Points.Select(Verdict), Is.EqualTo(plain.Points.Select(Verdict)));
        Assert.That((moved.Variation, moved.Assurance, moved.Run), Is.EqualTo((plain.Variation, plain.Assurance, plain.Run)));
    }

    [Series(MaxTest = 300)]
    public void The_order_of_the_input_is_irrelevant(PositiveInt seed)
    {
        var drawn = RandomSeries.Draw(seed.Get);
        var shuffled = drawn.Observations.ToArray();
        drawn.Random.Shuffle(shuffled);
        Assert.That(Xmr.Read(shuffled, drawn.Options).Points, Is.EqualTo(drawn.Read().Points));
    }

    [Series(MaxTest = 500)]
    public void A_mirrored_series_with_the_other_direction_has_the_same_verdicts_the_other_way_up(PositiveInt seed)
    {
        // In the package's profile a rise that meets an equal point can end in a "fall", and a fall never in a "rise"
        var drawn = RandomSeries.Draw(seed.Get, profile: Profile.MakingDataCountExcel);
        var mirrored = Xmr.Read(drawn.Observations.Select(one => new Observation(one.Date, -one.Value)), drawn.Options with { Better = Mirrored(drawn.Options.Better), Target = -drawn.Options.Target });
        var plain = drawn.Read();
        Assert.That(mirrored.Points.Select(point => point.Cause), Is.EqualTo(plain.Points.Select(point => point.Cause is { } cause ? cause with { Way = Mirrored(cause.Way) } : (SpecialCause?)null)));
        Assert.That(mirrored.Assurance, Is.EqualTo(plain.Assurance));
    }

    [Series(MaxTest = 300)]
    public void In_the_packages_profile_the_other_direction_turns_improvement_into_concern_and_pass_into_fail(PositiveInt seed)
    {
        var drawn = RandomSeries.Draw(seed.Get, profile: Profile.PlotTheDotsR);
        var (plain, other) = (drawn.Read(), Xmr.Read(drawn.Observations, drawn.Options with { Better = Mirrored(drawn.Options.Better) }));
        Assert.That(other.Points.Select(point => point.Cause), Is.EqualTo(plain.Points.Select(point => point.Cause is { } cause ? cause with { Meaning = Mirrored(cause.Meaning) } : (SpecialCause?)null)));
        Assert.That(other.Assurance, Is.EqualTo(plain.Assurance switch { Assurance.Pass => Assurance.Fail, Assurance.Fail => Assurance.Pass, var same => same }));
    }

    [Series(MaxTest = 500)]
    public void No_rule_looks_across_a_rebase(PositiveInt seed)
    {
        var drawn = RandomSeries.Draw(seed.Get);
        var at = drawn.Random.Next(1, drawn.Observations.Count);
        var whole = Xmr.Read(drawn.Observations, drawn.Options with { RebaseDates = [drawn.Observations[at].Date] });
        var (before, after) = (Xmr.Read(drawn.Observations.Take(at), drawn.Options), Xmr.Read(drawn.Observations.Skip(at), drawn.Options));
        Assert.That(whole.Points.Select(Verdict), Is.EqualTo(before.Points.Concat(after.Points).Select(Verdict)));
        Assert.That(whole.Groups, Is.EqualTo(new[] { before.Groups.Single(), after.Groups.Single() with { Number = 1 } }));
        Assert.That((whole.Variation, whole.Assurance, whole.Run), Is.EqualTo((after.Variation, after.Assurance, after.Run)));
    }

    [Series(MaxTest = 300)]
    public void A_period_that_is_left_out_changes_no_limit_and_no_verdict(PositiveInt seed)
    {
        // The same values, with gaps of a random number of weeks between them, and without any
        var drawn = RandomSeries.Draw(seed.Get);
        var date = Some.Monday;
        var (gaps, none) = (Xmr.Read(drawn.Observations.Select(one => new Observation(date = date.AddDays(7 * drawn.Random.Next(1, 5)), one.Value)), drawn.Options), drawn.Read());
        Assert.That(gaps.Groups.Select(group => (group.Mean, group.Limits)), Is.EqualTo(none.Groups.Select(group => (group.Mean, group.Limits))));
        Assert.That(gaps.Points.Select(Verdict), Is.EqualTo(none.Points.Select(Verdict)));
    }

    [Series(MaxTest = 1000)]
    public void No_series_makes_a_figure_that_is_no_number_and_no_guarded_one_makes_limits_without_width(PositiveInt seed)
    {
        var drawn = RandomSeries.Draw(seed.Get, extreme: true);
        var reading = drawn.Read();
        foreach (var group in reading.Groups)
        {
            Assert.That(double.IsFinite(group.Mean), Is.True);
            if (group.Limits is not Limits.Known limits) continue;
            Assert.That(new[] { limits.Lower, limits.NearLower, limits.NearUpper, limits.Upper }, Is.Ordered.And.All.Matches<double>(double.IsFinite));
            if (reading.Options.Profile.Guarded) Assert.That(limits.Lower < group.Mean && group.Mean < limits.Upper && !group.IsShort, Is.True);
        }

        foreach (var point in reading.Points.Where(point => !point.Group.IsJudged)) Assert.That(point.Cause, Is.Null);
        Assert.That(reading.Variation is null, Is.EqualTo(!reading.Latest!.Group.IsJudged));
        Assert.That(ReadingInWords.Say(reading, Grain.Week, Measure.ShareGreen), Does.EndWith(".").And.Not.Contain("NaN"));
    }

    [Test]
    public void Random_series_have_every_rule_and_gain_and_lose_by_the_profile_so_that_the_properties_have_something_to_hold()
    {
        var drawn = Enumerable.Range(1, 300).Select(seed => RandomSeries.Draw(seed, Profile.MakingDataCountExcel)).ToList();
        var excel = drawn.SelectMany(one => one.Read().Points).Select(point => point.Cause).ToList();
        var package = drawn.SelectMany(one => (one with { Options = one.Options with { Profile = Profile.PlotTheDotsR, Screens = false } }).Read().Points).Select(point => point.Cause).ToList();
        Assert.That(excel.Where(cause => cause is not null).GroupBy(cause => cause!.Value.Rule).Select(rule => rule.Count()), Has.Exactly(4).GreaterThan(100));
        Assert.That(excel.Zip(package).Count(pair => pair is ({ Meaning: Meaning.Improvement }, { Meaning: Meaning.Concern })), Is.GreaterThan(20), "conflicts that improvement wins");
        Assert.That(drawn.Count(one => RandomSeries.HasPointOnALine(one.Read())), Is.LessThan(30), "left out of a property");
    }

    private static (Side, SpecialCause?) Verdict(TrendPoint point) => (point.Side, point.Cause);

    private static Way Mirrored(Way way) => way == Way.High ? Way.Low : Way.High;

    private static Better Mirrored(Better better) => better switch { Better.More => Better.Fewer, Better.Fewer => Better.More, _ => better };

    private static Meaning Mirrored(Meaning meaning) => meaning switch { Meaning.Improvement => Meaning.Concern, Meaning.Concern => Meaning.Improvement, _ => meaning };
}
