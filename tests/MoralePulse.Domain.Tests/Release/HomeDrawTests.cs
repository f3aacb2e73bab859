using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;
using NUnit.Framework;

namespace MoralePulse.Domain.Tests.Release;

[TestFixture]
public sealed class HomeDrawTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Test]
    public void A_large_organisation_gives_ten_percent_to_live_and_five_to_each_cohort()
    {
        var homes = Of(1700);
        var drawn = Draw(homes, new("team", "night", "nursing"), 40_000);
        Assert.That(drawn[HomeKind.Live], Is.EqualTo(0.10).Within(0.01));
        Assert.That(drawn[HomeKind.StaffGroup], Is.EqualTo(0.05).Within(0.01));
        Assert.That(drawn[HomeKind.Shift], Is.EqualTo(0.05).Within(0.01));
    }

    [Test]
    public void What_a_tap_does_not_name_stays_with_its_unit()
    {
        var drawn = Draw(Of(1700), new("team"), 40_000);
        Assert.That(drawn[HomeKind.Unit], Is.EqualTo(0.90).Within(0.01));
        Assert.That(drawn.ContainsKey(HomeKind.Shift) || drawn.ContainsKey(HomeKind.StaffGroup), Is.False);
    }

    [Test]
    public void An_organisation_under_1000_has_no_cohort_pools_and_one_under_500_no_live_pool()
    {
        Assert.That(Draw(Of(999), new("team", "night", "nursing"), 2_000).Keys, Is.EquivalentTo(new[] { HomeKind.Live, HomeKind.Unit }));
        Assert.That(Draw(Of(499), new("team", "night", "nursing"), 2_000).Keys, Is.EquivalentTo(new[] { HomeKind.Unit }));
    }

    [Test]
    public void A_staff_group_below_the_smallest_home_has_no_pool() =>
        Assert.That(Draw(Of(1700), new("team", null, "students"), 2_000).ContainsKey(HomeKind.StaffGroup), Is.False);

    [Test]
    public void A_small_team_counts_in_the_nearest_unit_above_that_is_large_enough() =>
        Assert.That(Of(400).NearestHome(new("tiny", "dep", "Tiny", UnitKind.Team, 4)).Id, Is.EqualTo("dep"));

    [Test]
    public void A_soft_launch_by_department_publishes_no_team()
    {
        var homes = Of(400, UnitKind.Department);
        Assert.That(homes.Draw(new("team"), Today, new SeededChance(1)), Is.EqualTo(Home.OfUnit("dep")));
    }

    [Test]
    public void A_retired_unit_stands_for_its_nearest_living_ancestor_until_the_last_pass_that_could_name_it_closes()
    {
        var tree = Tree(400);
        Assert.That(tree.StandsFor("gone", new DateOnly(2026, 11, 20))!.Id, Is.EqualTo("dep"));
        Assert.That(tree.StandsFor("gone", new DateOnly(2026, 11, 23))!.Id, Is.EqualTo("dep"));
        Assert.That(tree.StandsFor("gone", new DateOnly(2026, 11, 24)), Is.Null);
        Assert.That(tree.StandsFor("never", Today), Is.Null);
    }

    private static Dictionary<HomeKind, double> Draw(Homes homes, TapPlace place, int times)
    {
        var chance = new SeededChance(11);
        return Enumerable.Range(0, times).Select(_ => homes.Draw(place, Today, chance)).GroupBy(home => home.Kind).ToDictionary(kind => kind.Key, kind => kind.Count() / (double)times);
    }

    private static UnitTree Tree(int headcount) => new([
        new("org", null, "Trust", UnitKind.Organisation, headcount),
        new("dep", "org", "Theatres", UnitKind.Department, 100),
        new("team", "dep", "Recovery", UnitKind.Team, 60),
        new("tiny", "dep", "Tiny", UnitKind.Team, 4),
        new("gone", "dep", "Gone", UnitKind.Team, 20, new DateOnly(2026, 11, 20)),
    ]);

    private static Homes Of(int headcount, UnitKind deepest = UnitKind.Team) =>
        new(Tree(headcount), [new("nursing", "Nursing", 300), new("students", "Students", 9)], ShiftPattern.Defaults, new(), deepest);
}
