using MoralePulse.Domain.Access;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Marks;
using MoralePulse.Insight.Pulses;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Trends;

[TestFixture]
internal sealed class MarkTests
{
    private static readonly int[] Weeks = [.. Enumerable.Range(0, 28).Select(week => 60 + (week * 5 % 7) + (week < 14 ? 0 : 12))];

    [Test]
    public async Task A_target_is_kept_with_who_when_and_why_and_the_chart_shows_it_at_once()
    {
        await using var world = await Charted();
        Assert.That(await Target(world, 65), Is.InstanceOf<MarkOutcome.Done>());
        var trend = await world.Trend(TrendWorld.Department);
        Assert.That((trend.Target!.Value, trend.Target.SetAs, trend.Target.SetOn, trend.Target.Why), Is.EqualTo((65.0, "manager", TrendWorld.Monday(28), "As last year")));
        Assert.That(trend.Assurance, Is.Not.Null);

        Assert.That(await Target(world, null), Is.InstanceOf<MarkOutcome.Done>());
        Assert.That((await world.Trend(TrendWorld.Department)).Target, Is.Null);
        Assert.That(await world.Ballot.Database.Rows("select revision, value, set_as, set_by from published.target order by 1"), Is.EqualTo(["(1,65.0,manager,S1)", "(2,,manager,S1)"]));
        Assert.That(async () => await world.Ballot.Database.Execute("update published.target set value = 1"), Throws.InstanceOf<Npgsql.PostgresException>());
    }

    [TestCase(-1)]
    [TestCase(100.5)]
    [TestCase(65.55)]
    [TestCase(double.NaN)]
    public async Task A_target_that_is_no_share_is_refused(double value)
    {
        await using var world = await Charted();
        Assert.That(await Target(world, value), Is.InstanceOf<MarkOutcome.Refused>().With.Property("Field").EqualTo("value"));
    }

    [Test]
    public async Task Average_and_limits_begin_anew_at_a_rebase_and_as_before_when_it_is_taken_away()
    {
        await using var world = await Charted();
        Assert.That(await Rebase(world, TrendWorld.Monday(14)), Is.InstanceOf<MarkOutcome.Done>());
        var trend = await world.Trend(TrendWorld.Department);
        Assert.That(trend.Groups.Select(group => group.From), Is.EqualTo([TrendWorld.Monday(0), TrendWorld.Monday(14)]));
        Assert.That(trend.Annotations.Single() is { Rebases: true, Why: "New rota" });
        Assert.That((await world.Trend(TrendWorld.Department, Grain.Week, Measure.ShareRed)).Groups, Has.Count.EqualTo(2), "red too");

        Assert.That(await world.Marks.Withdraw(await world.Ballot.Now(), TrendWorld.Department, TrendWorld.Monday(14), true, TrendWorld.Leader(Role.Manager), default), Is.InstanceOf<MarkOutcome.Done>());
        Assert.That((await world.Trend(TrendWorld.Department)).Groups, Has.Count.EqualTo(1));
        Assert.That(await Rebase(world, TrendWorld.Monday(14)), Is.InstanceOf<MarkOutcome.Done>(), "and may be set again");
        Assert.That(await world.Ballot.Database.Rows("select revision, withdrawn_by from published.annotation order by 1"), Is.EqualTo(["(1,S1)", "(2,)"]));
    }

    [Test]
    public async Task A_rebase_at_a_date_that_no_point_carries_is_refused_with_the_nearest()
    {
        await using var world = await Charted();
        var refused = await Rebase(world, TrendWorld.Monday(14).AddDays(3)) as MarkOutcome.Refused;
        Assert.That(refused, Is.EqualTo(new MarkOutcome.Refused("date", "No week with a figure begins on 10 September 2026. Nearest: 7 September 2026 and 14 September 2026.")));
    }

    [Test]
    public async Task A_reason_is_needed_and_read_by_everybody()
    {
        await using var world = await Charted();
        foreach (var why in new[] { "", "  ", new string('x', 201), "two\nlines" })
            Assert.That(
                await world.Marks.Annotate(await world.Ballot.Now(), TrendWorld.Department, TrendWorld.Monday(3), false, why, TrendWorld.Leader(Role.Manager), default),
                Is.InstanceOf<MarkOutcome.Refused>().With.Property("Field").EqualTo("why"));
    }

    [TestCase(Role.Manager, "dep", "a", true)]
    [TestCase(Role.Manager, "a", "dep", false)]
    [TestCase(Role.Manager, "a", "b", false)]
    [TestCase(Role.Executive, "b", "org", true)]
    [TestCase(Role.Administrator, "dep", "dep", false)]
    [TestCase(Role.Commissioner, "dep", "dep", false)]
    public async Task Managers_mark_their_units_and_executives_all(Role role, string own, string unit, bool may)
    {
        await using var world = await Charted();
        var outcome = await world.Marks.SetTarget(await world.Ballot.Now(), PulseScope.OfUnit(unit), Measure.ShareGreen, 70, "Because", TrendWorld.Leader(role, own), default);
        Assert.That(outcome, may ? Is.InstanceOf<MarkOutcome.Done>() : Is.InstanceOf<MarkOutcome.NotYours>());
    }

    [Test]
    public async Task Leaders_who_set_at_the_same_moment_are_all_kept()
    {
        await using var world = await Charted();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Target(world, 60 + n)));
        Assert.That(outcomes, Is.All.InstanceOf<MarkOutcome.Done>());
        Assert.That(await world.Ballot.Database.Scalar<long>("select count(*) from published.target"), Is.EqualTo(4));
        var notes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Rebase(world, TrendWorld.Monday(14))));
        Assert.That(notes.OfType<MarkOutcome.Done>().Count(), Is.EqualTo(1), "and the others are told that it stands there");
        Assert.That(notes.OfType<MarkOutcome.Refused>().Count(), Is.EqualTo(3));
    }

    [Test]
    public async Task Where_nothing_was_released_there_is_nothing_to_mark()
    {
        await using var world = await Charted();
        var outcome = await world.Marks.SetTarget(await world.Ballot.Now(), PulseScope.OfUnit("b"), Measure.ShareGreen, 70, "Because", TrendWorld.Leader(Role.Executive, "org"), default);
        Assert.That(outcome, Is.InstanceOf<MarkOutcome.Refused>());
        Assert.That(await world.Marks.SetTarget(await world.Ballot.Now(), TrendWorld.Department, Measure.Taps, null, "Because", TrendWorld.Leader(Role.Manager), default), Is.InstanceOf<MarkOutcome.Refused>(), "taps have no target");
    }

    [Test]
    public async Task By_month_a_new_beginning_stands_where_its_average_begins()
    {
        await using var world = await Charted();
        await Rebase(world, TrendWorld.Monday(14)); // 7 September
        var monthly = await world.Trend(TrendWorld.Department, Grain.Month);
        Assert.That(monthly.Annotations.Single().Date, Is.EqualTo(new DateOnly(2026, 10, 1)).And.EqualTo(monthly.Groups[1].From));
    }

    private static async Task<TrendWorld> Charted()
    {
        var world = await TrendWorld.Create();
        await world.Weeks("a", 0, Weeks);
        await world.MondayMorning(28);
        return world;
    }

    private static async Task<MarkOutcome> Target(TrendWorld world, double? value) =>
        await world.Marks.SetTarget(await world.Ballot.Now(), TrendWorld.Department, Measure.ShareGreen, value, "As last year", TrendWorld.Leader(Role.Manager), default);

    private static async Task<MarkOutcome> Rebase(TrendWorld world, DateOnly date) =>
        await world.Marks.Annotate(await world.Ballot.Now(), TrendWorld.Department, date, true, "New rota", TrendWorld.Leader(Role.Manager), default);
}
