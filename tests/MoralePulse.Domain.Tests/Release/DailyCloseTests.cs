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
    public void Held_taps_stay_held_when_they_lift_and_k_others_must_join_them()
    {
        var lift = Plan(Pool("team", 15, 14, held: 12), Pool("dep", 4, 1)).Single();
        Assert.That(lift.Held, Is.EqualTo(12));
        Assert.That(lift.MarkedTarget, Is.InRange(12 + 10, 12 + 15), "the three that came after the check, and the department's four, are others");
    }

    [Test]
    public void Held_taps_of_several_pools_need_k_others_together()
    {
        var lifts = Plan(Pool("team", 12, 14, held: 12), Pool("gone", 11, 0, held: 11), Pool("dep", 30, 1, held: 20));
        Assert.That(lifts.Select(lift => lift.To), Is.All.EqualTo(Home.OfUnit("dep")));
        Assert.That(lifts.Max(lift => lift.MarkedTarget), Is.InRange(12 + 11 + 20 + 10, 12 + 11 + 20 + 15));
    }

    [Test]
    public void A_pool_that_has_lifted_itself_holds_nothing_for_those_that_come_after()
    {
        var lifts = Plan(Pool("dep", 20, 2, held: 20), Pool("team", 12, 14, held: 12));
        Assert.That(lifts.Single(lift => lift.From == Home.OfUnit("team")).MarkedTarget, Is.InRange(12 + 10, 12 + 15));
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

    private static Pool Pool(string unit, int taps, int days, int held = 0) => new(Home.OfUnit(unit), new(taps, 0, 0), taps, 10, held, Today.AddDays(-days));
}
