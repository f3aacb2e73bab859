using MoralePulse.Domain.Trends;
using NUnit.Framework;

namespace MoralePulse.Domain.Tests.Trends;

/// <summary>Weekly shares of green, told week by week as the service would; a letter a week: O opens, . goes on, x closes, X closes and opens another, - none.</summary>
[TestFixture]
internal sealed class SignalRuleTests
{
    private static readonly DateOnly Start = new(2026, 1, 5);
    private static readonly double[] Calm = [60, 62, 58, 61, 59, 60, 63, 57, 61, 59, 60, 62, 58, 60];

    [Test]
    public void A_point_beyond_the_limits_opens_a_signal_once_and_the_next_usual_one_closes_it() =>
        Assert.That(Life([.. Calm, 40, 61, 60]), Does.EndWith("-Ox-"));

    [Test]
    public void A_drop_that_lasts_is_told_once_although_it_ends_as_a_shift() =>
        Assert.That(Life([.. Calm, 48, 57, 57, 56, 58, 57, 56, 57, 58, 57]), Does.EndWith("-O.........").And.Not.Contain("x"));

    [Test]
    public void An_improvement_is_a_signal_as_a_concern_is() =>
        Assert.That(Life([.. Calm, 80, 60]), Does.EndWith("-Ox").Or.EndWith("-O.").Or.EndWith("-Ox-"));

    [Test]
    public void A_turn_from_better_to_worse_closes_one_and_opens_another() =>
        Assert.That(Life([.. Calm, 80, 30]), Does.EndWith("-OX"));

    [Test]
    public void Under_thirteen_weeks_there_is_no_signal() =>
        Assert.That(Life([60, 61, 59, 60, 10]), Is.EqualTo("-----"));

    [Test]
    public void A_week_without_a_figure_changes_nothing_and_six_of_them_end_it()
    {
        double?[] silent = [.. Calm.Select(value => (double?)value), 40, null, null, null, null, null, null, null, null];
        Assert.That(Life(silent), Does.EndWith("-O------x-"));
    }

    [Test]
    public void A_week_of_few_taps_opens_none_by_its_height_but_ends_a_run_as_any_other()
    {
        var weeks = Calm.Append(40).Select((value, week) => new Observation(Start.AddDays(7 * week), value)).ToList();
        Assert.That(SignalRule.Next(null, Xmr.Read(weeks, new()), weeks[^1].Date, isThin: true), Is.EqualTo(default(SignalStep)));
        weeks = [.. Calm.Concat([56, 57, 56, 57, 56, 57, 30]).Select((value, week) => new Observation(Start.AddDays(7 * week), value))];
        Assert.That(SignalRule.Next(null, Xmr.Read(weeks, new()), weeks[^1].Date, isThin: true).Opens, Is.EqualTo(new SignalState(new(Rule.Shift, Way.Low, Meaning.Concern), weeks[^7].Date, weeks[^1].Date, weeks[^1].Date, true)), "also beyond the limits");
        weeks = [.. Calm.Concat([57, 57, 58, 57, 56, 57, 57.5]).Select((value, week) => new Observation(Start.AddDays(7 * week), value))];
        Assert.That(SignalRule.Next(null, Xmr.Read(weeks, new()), weeks[^1].Date, isThin: true).Opens?.Cause.Rule, Is.EqualTo(Rule.Shift));
    }

    [Test]
    public void A_rebase_closes_what_it_explains()
    {
        var weeks = Calm.Append(40).Append(41).Append(40).Select((value, week) => new Observation(Start.AddDays(7 * week), value)).ToList();
        var open = new SignalState(new(Rule.Outside, Way.Low, Meaning.Concern), weeks[^3].Date, weeks[^3].Date, weeks[^3].Date, true);
        var rebased = Xmr.Read(weeks, new() { RebaseDates = [weeks[^2].Date] });
        Assert.That(SignalRule.Next(open, rebased, weeks[^1].Date), Is.EqualTo(new SignalStep(Closes: true)));
        Assert.That(SignalRule.Next(open, Xmr.Read(weeks, new()), weeks[^1].Date).Closes, Is.False);
    }

    [FsCheck.NUnit.Property]
    public bool Asked_twice_it_answers_nothing_new_and_no_run_is_told_twice(int seed)
    {
        var random = new Random(seed);
        SignalState? last = null;
        var told = new List<SignalState>();
        var weeks = new List<Observation>();
        for (var week = 0; week < 80; week++)
        {
            var date = Start.AddDays(7 * week);
            if (random.Next(8) > 0) weeks.Add(Observation.OfShare(date, random.Next(4, 16) + (week / 20 % 2 * 4), 20));
            var reading = Xmr.Read(weeks, new());
            var step = SignalRule.Next(last, reading, date);
            last = Applied(last, step);
            if (step.Opens is { } opened) told.Add(opened);
            if (SignalRule.Next(last, reading, date) is not { Closes: false, SeenUntil: null, Opens: null }) return false;
        }

        return told.Zip(told.Skip(1)).All(pair => pair.First.Cause.Meaning != pair.Second.Cause.Meaning || pair.Second.Since > pair.First.LastSeen);
    }

    private static string Life(params double[] values) => Life([.. values.Select(value => (double?)value)]);

    private static string Life(double?[] values)
    {
        SignalState? last = null;
        var weeks = new List<Observation>();
        var life = "";
        for (var week = 0; week < values.Length; week++)
        {
            var date = Start.AddDays(7 * week);
            if (values[week] is { } value) weeks.Add(new(date, value));
            var step = SignalRule.Next(last, Xmr.Read(weeks, new()), date);
            life += step switch { { Closes: true, Opens: not null } => 'X', { Closes: true } => 'x', { Opens: not null } => 'O', { SeenUntil: not null } => '.', _ => '-' };
            last = Applied(last, step);
        }

        return life;
    }

    private static SignalState? Applied(SignalState? last, SignalStep step)
    {
        if (step.SeenUntil is { } seen) last = last! with { LastSeen = seen };
        if (step.Closes) last = last! with { IsOpen = false };
        return step.Opens ?? last;
    }
}
