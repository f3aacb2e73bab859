using MoralePulse.Insight.Estimates;
using NUnit.Framework;
using Always = FsCheck.NUnit.PropertyAttribute;

namespace MoralePulse.Story.Tests.Estimates;

internal sealed class PoolingTests
{
    [Always(MaxTest = 300)]
    public void An_estimate_lies_between_the_parents_share_and_the_units_own_within_its_interval_and_within_0_and_100(ushort taps, ushort part, ushort parent, byte strength, byte clumping)
    {
        var unit = Unit(10 + taps % 500, part / 65535.0, parent / 65535.0);
        var pooled = Pooling.Of(unit, new Spread(0.03 + strength / 600.0, 1 + clumping / 50.0));
        Assert.That(pooled.Share, Is.InRange(Math.Min(unit.Own.Share, unit.ParentShare) - 1e-12, Math.Max(unit.Own.Share, unit.ParentShare) + 1e-12));
        Assert.That(pooled.Share, Is.InRange(pooled.Lower, pooled.Upper));
        Assert.That((pooled.Lower, pooled.Upper), Is.EqualTo((Math.Clamp(pooled.Lower, 0, 1), Math.Clamp(pooled.Upper, 0, 1))));
    }

    [Always(MaxTest = 100)]
    public void With_ever_more_taps_it_goes_to_the_units_own_share(ushort part, ushort parent)
    {
        var unit = Unit(1_000_000, part / 65535.0, parent / 65535.0);
        var pooled = Pooling.Of(unit, new Spread(0.03, 1.5));
        Assert.That(pooled.Share, Is.EqualTo(unit.Own.Share).Within(0.0001));
        Assert.That(pooled.Upper - pooled.Lower, Is.LessThan(0.003));
    }

    [Always(MaxTest = 100)]
    public void More_taps_of_the_same_share_make_the_interval_narrower_and_clumping_makes_it_wider(ushort taps, ushort part)
    {
        var n = 20 + taps % 200;
        var share = Math.Round(n * (part / 65535.0)) / n;
        double Width(int times, double clumping) => Pooling.Of(Unit(times * n, share, share), new Spread(0.05, clumping)) is var pooled ? pooled.Upper - pooled.Lower : 0;
        Assert.That(Width(2, 1.5), Is.LessThan(Width(1, 1.5)));
        Assert.That(Width(8, 1.5), Is.LessThan(Width(2, 1.5)));
        Assert.That(Width(1, 3), Is.GreaterThan(Width(1, 1)));
    }

    [Always(MaxTest = 100)]
    public void The_more_alike_units_are_the_nearer_to_the_parent(ushort taps, ushort part, ushort parent)
    {
        var unit = Unit(10 + taps % 200, part / 65535.0, parent / 65535.0);
        double Away(double correlation) => Math.Abs(Pooling.Of(unit, new Spread(correlation, 1)).Share - unit.ParentShare);
        Assert.That(Away(0.03), Is.LessThanOrEqualTo(Away(0.1) + 1e-12));
        Assert.That(Away(0.1), Is.LessThanOrEqualTo(Away(0.4) + 1e-12));
    }

    [Test]
    public void Where_nobody_tapped_red_in_unit_and_parent_the_interval_still_leaves_room()
    {
        var pooled = Pooling.Of(Unit(12, 0, 0), new Spread(0.05, 1.5));
        Assert.That((pooled.Share, pooled.Lower), Is.EqualTo((0.0, 0.0)));
        Assert.That(pooled.Upper, Is.InRange(0.02, 0.3));
    }

    // Blocks of ten, as far as they go.
    private static PooledUnit Unit(int taps, double share, double parent)
    {
        var part = (int)Math.Round(taps * share);
        return new(new(taps, 10.0 * taps, part, part * 10.0 * part / taps, 10.0 * part), 100_000, (long)Math.Round(100_000 * parent));
    }
}
