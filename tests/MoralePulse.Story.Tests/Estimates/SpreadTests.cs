using MoralePulse.Insight.Estimates;
using MoralePulse.Simulation;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Estimates;

internal sealed class SpreadTests
{
    [Test]
    public void Before_any_unit_has_shown_anything_it_is_the_usual_one()
    {
        var none = Spread.Of([]);
        Assert.That((none.Correlation, none.Clumping), Is.EqualTo((0.05, 1.5)).Using<(double, double)>((one, other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < 1e-6));
        Assert.That(none.Strength, Is.EqualTo(19).Within(0.001));
    }

    [Test]
    public void Units_that_are_all_alike_are_never_believed_to_be_the_same()
    {
        var alike = Spread.Of([.. Enumerable.Repeat(new PooledUnit(ReleasedPart.Of([(6, 10), (6, 10), (6, 10)]), 3000, 1800), 100)]);
        Assert.That(alike.Correlation, Is.EqualTo(0.03).Within(1e-6));
        Assert.That(alike.Clumping, Is.EqualTo(1));
    }

    [TestCase(0.05)]
    [TestCase(0.15)]
    [TestCase(0.3)]
    public void Among_many_units_it_finds_how_they_differ(double correlation)
    {
        var draws = Draws.Of(7, (long)(1000 * correlation));
        var found = Spread.Of(Units(draws, 400, correlation, blocks: 4, wobble: 0));
        Assert.That(found.Correlation, Is.EqualTo(correlation).Within(0.2 * correlation + 0.01));
        Assert.That(found.Clumping, Is.EqualTo(1).Within(0.15));
    }

    [Test]
    public void Blocks_that_differ_more_than_chance_count_for_less_and_are_not_taken_for_a_difference_of_units()
    {
        var found = Spread.Of(Units(Draws.Of(8), 400, 0.05, blocks: 6, wobble: 0.2));
        Assert.That(found.Clumping, Is.InRange(2, 5));
        Assert.That(found.Correlation, Is.InRange(0.03, 0.09));
    }

    [Test]
    public void One_unit_alone_decides_little()
    {
        var odd = Spread.Of([new(ReleasedPart.Of([(3, 10), (8, 11)]), 1000, 700)]);
        Assert.That(odd.Correlation, Is.InRange(0.03, 0.1));
        Assert.That(odd.Clumping, Is.InRange(1, 2));
    }

    [Test]
    public void A_mood_that_nobody_taps_teaches_nothing()
    {
        var none = Spread.Of([.. Enumerable.Repeat(new PooledUnit(ReleasedPart.Of([(0, 12), (0, 15)]), 300, 0), 10)]);
        Assert.That((none.Correlation, none.Clumping), Is.EqualTo((Spread.Of([]).Correlation, 1.5)).Using<(double, double)>((one, other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < 1e-6));
    }

    // Units whose shares are normal around 60 %, in blocks of 15 taps whose own shares wobble around the unit's.
    private static List<PooledUnit> Units(Draws draws, int units, double correlation, int blocks, double wobble) =>
    [
        .. Enumerable.Range(0, units).Select(_ =>
        {
            var share = 0.6 + Math.Sqrt(correlation * 0.24) * draws.Normal();
            return new PooledUnit(
                ReleasedPart.Of(Enumerable.Range(0, blocks).Select(_ => Math.Clamp(share + wobble * draws.Normal(), 0, 1)).Select(own => (Enumerable.Range(0, 15).Count(_ => draws.Happens(own)), 15)).ToList()),
                1_000_000, 600_000);
        }),
    ];
}
