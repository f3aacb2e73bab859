using MoralePulse.Domain.Access;
using NUnit.Framework;

namespace MoralePulse.Domain.Tests.Access;

/// <summary>The secret of a wall display's link.</summary>
[TestFixture]
internal sealed class WallTokenTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, WallToken.Size).Select(n => (byte)n)];

    [Test]
    public void A_token_is_found_again_by_its_text_and_no_other_is()
    {
        var token = WallToken.Of(Secret);
        Assert.That(WallToken.TryParse(token.Text, out var again), Is.True);
        Assert.That(again, Is.EqualTo(token));
        Assert.That(WallToken.Of([.. Secret.Reverse()]), Is.Not.EqualTo(token));
    }

    [TestCase("")]
    [TestCase(null)]
    [TestCase("short")]
    [TestCase("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHy=")]
    [TestCase("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHy/")]
    public void What_was_never_a_token_is_none(string? text) => Assert.That(WallToken.TryParse(text, out _), Is.False);

    [Test]
    public void A_token_that_is_logged_by_mistake_opens_nothing()
    {
        var token = WallToken.Of(Secret);
        Assert.That($"{token}", Does.Not.Contain(token.Text).And.Not.Contain(Convert.ToHexString(Secret)));
    }
}
