using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MoralePulse.Ballot;
using MoralePulse.Harness;
using MoralePulse.Web.Simulation;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Simulation;

[TestFixture]
internal sealed class DriverTests
{
    private static readonly DateTimeOffset Evening = new(2019, 3, 1, 22, 0, 0, TimeSpan.Zero);
    private static readonly Driving WithKeys = new(WithKeys: true);

    [Test]
    public async Task One_driver_at_a_time_holds_a_clock_and_the_next_waits()
    {
        await using var world = await SimulationWorld.Create();
        var ods = await world.Organisation(Evening);
        var first = await world.Locks();
        await using var second = await world.Locks();
        await first.Take(ods, CancellationToken.None);

        Assert.That(await second.TakeIdle(ods, CancellationToken.None), Is.False);
        var waiting = second.Take(ods, CancellationToken.None);
        Assert.That(waiting.IsCompleted, Is.False);
        await first.DisposeAsync();
        await waiting;
    }

    [Test]
    public async Task An_idle_clock_follows_real_time_from_where_it_stands_and_is_given_to_who_wants_it()
    {
        await using var world = await SimulationWorld.Create();
        var ods = await world.Organisation(Evening);
        var time = new SettableTime(new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        using var idle = RealTime(world, time);
        await using var locks = await world.Locks();

        await idle.LookOnce(locks, CancellationToken.None);
        time.Now += TimeSpan.FromMinutes(17);
        await idle.LookOnce(locks, CancellationToken.None);
        Assert.That(await world.Clock(ods), Is.EqualTo(Evening.AddMinutes(17)));
        Assert.That(await world.LastTick(ods), Is.EqualTo(Evening.AddMinutes(15)));

        await using var wanting = await world.Locks();
        var taken = wanting.Take(ods, CancellationToken.None);
        while (!taken.IsCompleted) await idle.LookOnce(locks, CancellationToken.None);
        var clock = await world.Step.Begin(ods, WithKeys, CancellationToken.None);
        await clock.To(Evening.AddHours(3), CancellationToken.None);
        time.Now += TimeSpan.FromMinutes(60);
        await idle.LookOnce(locks, CancellationToken.None);
        Assert.That(await world.Clock(ods), Is.EqualTo(Evening.AddHours(3)), "somebody else has it in hand");

        await wanting.DisposeAsync();
        while (!await locks.TakeIdle(ods, CancellationToken.None)) await Task.Yield();
        await locks.LetGo(ods, CancellationToken.None);
        await idle.LookOnce(locks, CancellationToken.None);
        time.Now += TimeSpan.FromMinutes(5);
        await idle.LookOnce(locks, CancellationToken.None);
        Assert.That(await world.Clock(ods), Is.EqualTo(Evening.AddHours(3).AddMinutes(5)), "from where the other left it");
    }

    [Test]
    public async Task An_organisation_may_be_ticked_every_second()
    {
        await using var world = await SimulationWorld.Create();
        var ods = await world.Organisation(Evening, tickSeconds: 1);
        var time = new SettableTime(new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        using var idle = RealTime(world, time);
        await using var locks = await world.Locks();
        await idle.LookOnce(locks, CancellationToken.None);
        time.Now += TimeSpan.FromSeconds(1);
        await idle.LookOnce(locks, CancellationToken.None);
        Assert.That(await world.LastTick(ods), Is.EqualTo(Evening.AddSeconds(1)));
    }

    [Test]
    public async Task A_step_over_days_ticks_closes_and_keeps_keys_in_order()
    {
        await using var world = await SimulationWorld.Create();
        var ods = await world.Organisation(Evening);
        var clock = await world.Step.Begin(ods, WithKeys, CancellationToken.None);
        Assert.That(await world.Database.Scalar<long>("select count(*) from organisation.pass_key where service_date = '2019-03-01' and kind = 'day'"), Is.EqualTo(1));

        await clock.To(new(2019, 3, 3, 11, 59, 0, TimeSpan.Zero), CancellationToken.None);
        Assert.That(await world.LastClose(ods), Is.EqualTo(new DateTime(2019, 3, 3)));
        Assert.That(await world.LastTick(ods), Is.EqualTo(new DateTimeOffset(2019, 3, 3, 11, 55, 0, TimeSpan.Zero)));
        Assert.That(await SaturdaysKeys(world), Is.EqualTo(1));
        await clock.To(new(2019, 3, 3, 12, 0, 0, TimeSpan.Zero), CancellationToken.None);
        Assert.That(await SaturdaysKeys(world), Is.Zero, "destroyed at noon on Sunday");
        Assert.That(await world.Clock(ods), Is.EqualTo(new DateTimeOffset(2019, 3, 3, 12, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task Closes_stay_at_half_past_seven_when_summer_time_begins()
    {
        await using var world = await SimulationWorld.Create();
        var ods = await world.Organisation(new(2019, 3, 30, 12, 0, 0, TimeSpan.Zero));
        var clock = await world.Step.Begin(ods, new(WithKeys: false), CancellationToken.None);
        await clock.To(new(2019, 3, 31, 6, 29, 0, TimeSpan.Zero), CancellationToken.None);
        Assert.That(await world.LastClose(ods), Is.EqualTo(new DateTime(2019, 3, 30)));
        await clock.To(new(2019, 3, 31, 6, 30, 0, TimeSpan.Zero), CancellationToken.None);
        Assert.That(await world.LastClose(ods), Is.EqualTo(new DateTime(2019, 3, 31)));
    }

    private static Task<long> SaturdaysKeys(SimulationWorld world) => world.Database.Scalar<long>(
        "select count(*) from issuance.private_key join organisation.pass_key using (ods, key_id) where service_date = '2019-03-02' and kind = 'day'");

    private static RealTimeDriver RealTime(SimulationWorld world, TimeProvider time) =>
        new(world.Sides.GetRequiredService<BallotDatabase>(), world.Step, world.Sides.GetRequiredService<LockConnection>(), time, NullLogger<RealTimeDriver>.Instance);
}
