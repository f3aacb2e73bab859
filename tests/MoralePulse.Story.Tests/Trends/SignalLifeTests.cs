using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Pulses;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Trends;

[TestFixture]
internal sealed class SignalLifeTests
{
    private static readonly int[] Calm = [60, 62, 58, 61, 59, 60, 63, 57, 61, 59, 60, 62, 58, 60];

    [Test]
    public async Task A_signal_is_opened_once_goes_on_and_closes_by_itself()
    {
        await using var world = await TrendWorld.Create();
        await world.Weeks("a", 0, [.. Calm, 35, 40, 62]);
        await world.MondayMorning(14);
        Assert.That(await world.Signals(), Is.Empty, "a calm quarter");

        await world.MondayMorning(15);
        await world.Run();
        var opened = (await world.Signals()).Where(signal => signal.Scope == PulseScope.OfUnit("a") && signal.Measure == Measure.ShareGreen).ToList();
        Assert.That(opened, Has.Count.EqualTo(1));
        Assert.That(opened[0].Cause, Is.EqualTo(new SpecialCause(Rule.Outside, Way.Low, Meaning.Concern)));
        Assert.That((opened[0].Since, opened[0].OpenedFor, opened[0].OpenedOn, opened[0].ClosedOn), Is.EqualTo((TrendWorld.Monday(14), TrendWorld.Monday(14), TrendWorld.Monday(15), (DateOnly?)null)));

        await world.MondayMorning(16);
        Assert.That((await world.Signals()).Single(signal => signal.Scope.Code == "a" && signal.Measure == Measure.ShareGreen).LastSeen, Is.EqualTo(TrendWorld.Monday(15)));

        await world.MondayMorning(17);
        await world.MondayMorning(17);
        var closed = (await world.Signals()).Single(signal => signal.Scope.Code == "a" && signal.Measure == Measure.ShareGreen);
        Assert.That((closed.LastSeen, closed.ClosedOn), Is.EqualTo((TrendWorld.Monday(15), (DateOnly?)TrendWorld.Monday(17))));
    }

    [Test]
    public async Task An_improvement_opens_a_signal_too_and_the_department_has_its_own()
    {
        await using var world = await TrendWorld.Create();
        await world.Weeks("a", 0, [.. Calm, 90]);
        await world.MondayMorning(15);
        Assert.That(
            (await world.Signals()).Where(signal => signal.Measure == Measure.ShareGreen).Select(signal => (signal.Scope.Code, signal.Cause.Meaning)),
            Is.EqualTo([("a", Meaning.Improvement), ("dep", Meaning.Improvement), ("org", Meaning.Improvement)]));
    }

    [Test]
    public async Task Two_that_look_at_once_open_one()
    {
        await using var world = await TrendWorld.Create();
        await world.Weeks("a", 0, [.. Calm, 35]);
        await world.Ballot.SetClock("2026-09-14T08:00Z");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Run()));
        Assert.That((await world.Signals()).GroupBy(signal => (signal.Scope, signal.Measure)).Select(signals => signals.Count()), Is.All.EqualTo(1));
    }
}
