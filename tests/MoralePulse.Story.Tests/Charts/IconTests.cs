using MoralePulse.Web.Charts;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Charts;

/// <summary>The icons of variation and assurance.</summary>
public sealed class IconTests
{
    [Test]
    public async Task Every_icon_has_a_drawing_and_words_of_its_own()
    {
        var icons = new List<Drawn>();
        foreach (var variation in new[] { "common-cause", "improvement-high", "improvement-low", "concern-high", "concern-low", "neutral-high", "neutral-low", null })
            icons.Add(await Drawn.Of<VariationIcon>(new() { ["Variation"] = variation }));
        foreach (var assurance in new[] { "pass", "fail", "hit-or-miss", null }) icons.Add(await Drawn.Of<AssuranceIcon>(new() { ["Assurance"] = assurance }));
        Assert.That(icons.Select(icon => string.Join(' ', icon.All("path").Select(path => (string?)path.Attribute("d")))), Is.Unique, "tellable apart without colour");
        Assert.That(icons.Select(icon => icon.All("span")[^1].Value), Is.Unique);
        Assert.That(icons.Select(icon => icon.Markup), Has.None.Contains(" style="));
    }
}
