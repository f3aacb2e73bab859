using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Harness;
using MoralePulse.Issuance.Import;
using MoralePulse.Simulation;
using MoralePulse.Web.Simulation;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Simulation;

[TestFixture]
internal sealed class DemonstrationTests
{
    // Wednesday afternoon, when the early shift goes home.
    private static readonly DateTimeOffset Afternoon = new(2026, 11, 25, 14, 50, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Test]
    public async Task Its_staff_tap_through_the_public_API_with_real_passes_and_go_on_after_a_restart()
    {
        await using var world = await SimulationWorld.Create();
        await world.Sides.GetRequiredService<OrganisationImport>().Apply(DemonstrationTrust.Import(DemonstrationTrust.Draw()), CancellationToken.None);
        await world.Sides.GetRequiredService<SimulatedClock>().Set(DemonstrationTrust.Ods, Afternoon, CancellationToken.None);
        var data = Path.Combine(TestContext.CurrentContext.WorkDirectory, "demonstration");
        var settings = new Dictionary<string, string?> { ["DATA_DIR"] = data };

        await using (await TestService.Start(world.Database, settings: settings)) await Until(world, spent: 10);
        var before = await Spent(world);
        await using (await TestService.Start(world.Database, settings: settings)) await Until(world, spent: before + 10);

        // Counted once each: day passes spent, and taps in pools and blocks.
        var days = await world.Database.Scalar<long>(
            "select count(*) from ballot.spent_simulated s join organisation.pass_key k on k.ods = s.clock and k.key_id = s.key_id and k.kind = 'day'");
        var taps = await world.Database.Scalar<long>(
            "select (select sum(green + amber + red) from ballot.pool) + (select coalesce(sum(green + amber + red), 0) from published.block)");
        Assert.That(taps, Is.EqualTo(days));
        var driven = DemonstrationTrust.Draw().People.Where(person => !person.IsDriven).Select(person => $"({person.Number})");
        Assert.That(await world.Database.Rows("select distinct person from issuance.collected"), Has.None.Matches<string>(driven.Contains), "personas collect for themselves");
    }

    [Test]
    public void The_clock_hurries_through_nights_and_while_no_board_changes_but_never_stands()
    {
        var (soon, night) = (TimeSpan.FromMinutes(2), TimeSpan.FromHours(5));
        var usual = DemonstrationPace.At(TimeSpan.Zero, soon);
        Assert.That(TimeSpan.FromDays(1) / usual, Is.InRange(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(60)), "before it hurries");
        Assert.That(DemonstrationPace.At(TimeSpan.Zero, night), Is.GreaterThan(10 * usual));
        Assert.That(DemonstrationPace.At(TimeSpan.FromSeconds(40), soon), Is.GreaterThan(20 * usual));
        Assert.That(DemonstrationPace.At(TimeSpan.FromHours(1), night), Is.LessThan(5000));
    }

    [Test]
    public void A_restarted_agenda_goes_on_where_the_clock_stands()
    {
        var trust = SimulatedTrust.Draw(seed: 1);
        var whole = new DemonstrationAgenda(trust, London, Afternoon);
        var (first, second) = (Afternoon.AddHours(30), Afternoon.AddDays(5));
        var (taps, collections) = (whole.TapsUntil(second), whole.CollectUntil(second));

        var begun = new DemonstrationAgenda(trust, London, Afternoon);
        var (someTaps, someCollections) = (begun.TapsUntil(first), begun.CollectUntil(first));
        var restarted = new DemonstrationAgenda(trust, London, first);
        Assert.That(someTaps.Concat(restarted.TapsUntil(second)), Is.EqualTo(taps));
        Assert.That(someCollections.Concat(restarted.CollectUntil(second)), Is.EqualTo(collections));
        Assert.That(collections.Distinct().Count(), Is.EqualTo(trust.People.Count(person => person.IsDriven)), "everybody collects next week's from Thursday to Sunday, rostered or not");
    }

    private static Task<long> Spent(SimulationWorld world) => world.Database.Scalar<long>("select count(*) from ballot.spent_simulated");

    private static async Task Until(SimulationWorld world, long spent)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while (await Spent(world) < spent) await Task.Delay(200, patience.Token);
    }
}
