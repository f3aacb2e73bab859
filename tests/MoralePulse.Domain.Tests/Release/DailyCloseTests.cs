using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using NUnit.Framework;

namespace MoralePulse.Domain.Tests.Release;

[TestFixture]
public sealed class DailyCloseTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly ReleaseLimits Limits = new();
    private static readonly UnitTree Tree = new([
        new("org", null, "Trust", UnitKind.Organisation, 600),
        new("dir", "org", "Surgery division", UnitKind.Directorate, 300),
        new("dep", "dir", "Theatres", UnitKind.Department, 100),
        new("team", "dep", "Recovery", UnitKind.Team, 30),
        new("small", "dep", "Anaesthetics", UnitKind.Team, 4),
        new("gone", "dep", "Day surgery", UnitKind.Team, 20, Today.AddDays(-1)),
    ]);

    private static readonly Homes Homes = new(Tree, [], [], Limits, UnitKind.Team);

    [TestCase("team", 13, false)]
    [TestCase("team", 14, true)]
    [TestCase("dep", 1, false)]
    [TestCase("dep", 2, true)]
    [TestCase("dir", 0, false)]
    [TestCase("dir", 1, true)]
    [TestCase("org", 27, false)]
    [TestCase("org", 28, true)]
    public void A_pool_moves_when_it_has_been_non_empty_for_its_hold(string unit, int days, bool moves) =>
        Assert.That(Plan(Pool(unit, 5, days)), Has.Count.EqualTo(moves ? 1 : 0));

    [Test]
    public void A_tap_climbs_one_level_a_day()
    {
        var lifts = Plan(Pool("team", 5, 20), Pool("dep", 6, 20), Pool("dir", 7, 20));
        Assert.That(lifts.Select(lift => (lift.From.Code, lift.To!.Value.Code, lift.Counts.Total)),
            Is.EqualTo(new[] { ("dir", "org", 7), ("dep", "dir", 6), ("team", "dep", 5) }));
    }

    [Test]
    public void The_organisations_own_residue_expires() =>
        Assert.That(Plan(Pool("org", 3, 28)).Single().To, Is.Null);

    [Test]
    public void A_mark_moves_with_its_taps_and_asks_for_k_more_than_all_of_them()
    {
        var lift = Plan(Pool("team", 12, 14, failed: true), Pool("dep", 4, 1)).Single();
        Assert.That(lift.MarkedTarget, Is.InRange(12 + 4 + 10, 12 + 4 + 15));
    }

    [Test]
    public void An_unmarked_pool_marks_nobody() => Assert.That(Plan(Pool("team", 12, 14)).Single().MarkedTarget, Is.Null);

    [Test]
    public void A_pool_that_is_no_home_any_more_lifts_at_the_next_close([Values("gone", "small")] string unit)
    {
        var lift = Plan(Pool(unit, 2, 0)).Single();
        Assert.That(lift.To, Is.EqualTo(Home.OfUnit("dep")));
    }

    [Test]
    public void Live_and_cohort_pools_are_children_of_the_organisation()
    {
        Assert.That(Homes.ParentOf(Home.Live), Is.EqualTo(Home.OfUnit("org")));
        Assert.That(Homes.ParentOf(new(HomeKind.Shift, "night")), Is.EqualTo(Home.OfUnit("org")));
        Assert.That(Homes.PathOf(Home.Live).Select(unit => unit.Id), Is.EqualTo(new[] { "org" }));
    }

    private static IReadOnlyList<Lift> Plan(params Pool[] pools) => DailyClose.Plan(pools, Homes, Limits, Today, new SeededChance(1));

    private static Pool Pool(string unit, int taps, int days, bool failed = false) => new(Home.OfUnit(unit), new(taps, 0, 0), taps, 10, failed, Today.AddDays(-days));
}
