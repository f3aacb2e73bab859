using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Insight.Estimates;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Estimates;

internal sealed class EstimateDraftTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly UnitTree Tree = new(
    [
        new("org", null, "Organisation", UnitKind.Organisation, 200), new("dep", "org", "Department", UnitKind.Department, 100), new("tiny", "org", "Tiny department", UnitKind.Department, 9),
        new("a", "dep", "A", UnitKind.Team, 20), new("b", "dep", "B", UnitKind.Team, 20), new("c", "tiny", "C", UnitKind.Team, 12), new("small", "dep", "Small", UnitKind.Team, 8),
        new("gone", "dep", "Gone", UnitKind.Team, 20, new DateOnly(2026, 11, 1)),
    ]);

    private static readonly Homes Homes = new(Tree, [], [], new ReleaseLimits(), UnitKind.Team);

    [Test]
    public void Living_homes_below_the_organisation_get_one_of_green_and_one_of_red_unless_they_have_a_chart() =>
        Assert.That(
            Draft(Source("org", 20, 30, 12), Source("dep", 13, 15, 12), Source("a", 12, 9, 3), Source("b", 13, 9, 3), Source("small", 2, 9, 3), Source("gone", 2, 9, 3))
                .Select(estimate => (estimate.Unit, estimate.Measure, estimate.Parent, estimate.Weeks, estimate.AsOf)),
            Is.EqualTo([("a", "green", "dep", 13, Monday), ("a", "red", "dep", 13, Monday)]));

    [Test]
    public void It_leans_on_the_nearest_unit_above_that_has_figures() =>
        Assert.That(Draft(Source("org", 20, 30, 12), Source("c", 2, 9, 3), Source("a", 2, 9, 3)).Select(estimate => (estimate.Unit, estimate.Parent)).Distinct(), Is.EqualTo([("a", "org"), ("c", "org")]));

    [Test]
    public void A_green_unit_in_a_mixed_department_is_estimated_in_between()
    {
        var green = Draft(Source("org", 20, 60, 60), Source("dep", 20, 30, 30), Source("a", 3, 18, 2)).Single(estimate => estimate is { Unit: "a", Measure: "green" });
        Assert.That(green.Share, Is.InRange(50, 90));
        Assert.That(green.Lower, Is.LessThan(green.Share));
        Assert.That(green.Upper, Is.GreaterThan(green.Share));
        Assert.That(green.Taps, Is.EqualTo(40));
    }

    [Test]
    public void Units_with_a_chart_teach_how_units_differ()
    {
        PooledEstimate Of(int greenOfB) => Draft(Source("org", 20, 300, 200), Source("dep", 20, 300, 200), Source("a", 3, 20, 2), Source("b", 20, greenOfB, 440 / 2 - greenOfB)).First(estimate => estimate.Unit == "a");
        Assert.That(Of(20).Share, Is.GreaterThan(Of(132).Share), "where a sister team is far off, one's own blocks count for more");
    }

    [Test]
    public void Without_any_block_there_is_nothing() => Assert.That(Draft(), Is.Empty);

    private static IReadOnlyList<PooledEstimate> Draft(params EstimateSource[] sources) => EstimateDraft.Of(sources, Tree, Homes, Monday);

    // Two blocks of so many greens and reds.
    private static EstimateSource Source(string unit, int points, int green, int red) => new(
        unit, points, ReleasedPart.Of([(green, green + red), (green, green + red)]), ReleasedPart.Of([(red, green + red), (red, green + red)]));
}
