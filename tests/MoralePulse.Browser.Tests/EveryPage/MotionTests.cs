using Microsoft.Playwright;
using NUnit.Framework;

namespace MoralePulse.Browser.Tests.EveryPage;

/// <summary>For somebody who asks for less motion nothing moves.</summary>
public sealed class MotionTests
{
    private const string Moving = """
        () => [...document.querySelectorAll("*")].filter(element => [null, "::before", "::after"].some(part => {
          const look = getComputedStyle(element, part);
          const lasts = times => times.split(",").some(time => parseFloat(time) > 0.01);
          return (look.animationName !== "none" && lasts(look.animationDuration)) || lasts(look.transitionDuration) || look.scrollBehavior === "smooth";
        })).map(element => element.outerHTML.slice(0, 90)).slice(0, 3)
        """;

    [Test]
    public async Task Nothing_moves_on_any_page()
    {
        await using var trust = await FilledTrust.Open();
        await using var everybody = await Everybody.Arrive(trust, Visitor.Phone, new() { ReducedMotion = ReducedMotion.Reduce }, "nobody", "nurse", "executive");
        var wrong = new List<string>();
        await everybody.Visit(async sight =>
        {
            // A card that has just moved on a live board, too.
            await sight.Page.EvaluateAsync("() => { for (const card of document.querySelectorAll('.mp-pulse')) card.classList.add('mp-pulse--moved'); }");
            if (await sight.Page.EvaluateAsync<string[]>(Moving) is { Length: > 0 } moving) wrong.Add($"{sight}: {string.Join(" | ", moving)}");
        });
        Assert.That(wrong, Is.Empty);
    }
}
