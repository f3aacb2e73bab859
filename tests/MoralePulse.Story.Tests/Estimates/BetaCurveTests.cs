using MoralePulse.Insight.Estimates;
using NUnit.Framework;
using Always = FsCheck.NUnit.PropertyAttribute;

namespace MoralePulse.Story.Tests.Estimates;

internal sealed class BetaCurveTests
{
    [TestCase(0.1)]
    [TestCase(0.35)]
    [TestCase(0.5)]
    [TestCase(0.93)]
    public void It_agrees_with_closed_forms(double x)
    {
        Assert.That(new BetaCurve(1, 1).Below(x), Is.EqualTo(x).Within(1e-12), "uniform");
        Assert.That(new BetaCurve(7.5, 1).Below(x), Is.EqualTo(Math.Pow(x, 7.5)).Within(1e-12), "a power");
        Assert.That(new BetaCurve(2, 3).Below(x), Is.EqualTo(x * x * (6 - 8 * x + 3 * x * x)).Within(1e-12), "a polynomial");
        Assert.That(new BetaCurve(0.5, 0.5).Below(x), Is.EqualTo(2 / Math.PI * Math.Asin(Math.Sqrt(x))).Within(1e-12), "arcsine");
    }

    [TestCase(1)]
    [TestCase(30)]
    [TestCase(1e4)]
    [TestCase(1e6)]
    public void The_middle_of_a_symmetric_one_is_a_half(double shape) => Assert.That(new BetaCurve(shape, shape).Below(0.5), Is.EqualTo(0.5).Within(1e-8));

    [TestCase(60_000, 40_000)]
    [TestCase(500_000, 4_000_000)]
    public void A_narrow_one_is_nearly_normal(double a, double b)
    {
        var (mean, deviation) = (a / (a + b), Math.Sqrt(a * b / (a + b + 1)) / (a + b));
        Assert.That((new BetaCurve(a, b).Quantile(0.95) - mean) / deviation, Is.EqualTo(1.6449).Within(0.01));
        Assert.That((new BetaCurve(a, b).Quantile(0.05) - mean) / deviation, Is.EqualTo(-1.6449).Within(0.01));
    }

    [Always(MaxTest = 300)]
    public void A_quantile_is_where_its_probability_lies_and_the_mirror_image_mirrors(ushort first, ushort second, byte part)
    {
        var (a, b, probability) = (0.5 + first / 50.0, 0.5 + second / 50.0, (1 + part) / 257.0);
        var quantile = new BetaCurve(a, b).Quantile(probability);
        Assert.That(quantile, Is.InRange(0, 1));
        Assert.That(new BetaCurve(a, b).Below(quantile), Is.EqualTo(probability).Within(1e-7));
        Assert.That(new BetaCurve(b, a).Quantile(1 - probability), Is.EqualTo(1 - quantile).Within(1e-7));
    }
}
