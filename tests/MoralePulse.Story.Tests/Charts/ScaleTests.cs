using MoralePulse.Web.Charts;
using NUnit.Framework;
using static MoralePulse.Story.Tests.Charts.SomeTrend;

namespace MoralePulse.Story.Tests.Charts;

/// <summary>What a drawing spans.</summary>
public sealed class ScaleTests
{
    [Test]
    public void Small_multiples_share_one_scale_that_holds_them_all()
    {
        var (low, high) = (OfGreen(Point(0, 22), Point(1, 30)), OfGreen(Point(2, 88), Point(5, 91)));
        var scale = ChartScale.Of([low, high], 53)!;
        Assert.That((scale.First, scale.Last, scale.Periods), Is.EqualTo((Week(0), Week(5), 6)));
        Assert.That((scale.Low, scale.High), Is.EqualTo((20.0, 100.0)));
    }

    [Test]
    public void A_share_that_hardly_moves_is_not_zoomed_into()
    {
        var steady = OfGreen(Point(0, 60), Point(1, 60.5)) with { Groups = [new(Week(0), Week(1), 60.2, null, null, "too-few-points")] };
        var scale = ChartScale.Of([steady], 53)!;
        Assert.That(scale.High - scale.Low, Is.GreaterThanOrEqualTo(20));
    }

    [Test]
    public void A_target_is_always_on_the_chart_and_a_scale_ends_where_a_share_does()
    {
        var trend = OfGreen(Point(0, 97), Point(1, 99)) with { Target = new(55, "manager", Week(0), "Ours"), Groups = [new(Week(0), Week(1), 98, 92, 104, null)] };
        var scale = ChartScale.Of([trend], 53)!;
        Assert.That((scale.Low, scale.High), Is.EqualTo((50.0, 100.0)));
    }

    [Test]
    public void Counts_begin_at_nothing()
    {
        var trend = OfGreen(Point(0, 312), Point(1, 340)) with { Measure = "taps", Groups = [new(Week(0), Week(1), 326, -20, 700, null)] };
        var scale = ChartScale.Of([trend], 53)!;
        Assert.That((scale.Low, scale.High, scale.Step), Is.EqualTo((0.0, 800.0, 200.0)));
        Assert.That(scale.Ticks, Is.EqualTo(new[] { 0.0, 200, 400, 600, 800 }));
    }

    [Test]
    public void A_trend_without_a_point_has_no_scale() => Assert.That(ChartScale.Of([OfGreen()], 53), Is.Null);
}
