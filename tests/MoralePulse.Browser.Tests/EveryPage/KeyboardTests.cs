using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests.EveryPage;

/// <summary>Every page by keyboard alone: each thing that can be used is reached in the page's order, is seen to have the focus, and lets it go again.</summary>
public sealed class KeyboardTests
{
    // What the tabulator should reach: of a group of radios the one that is chosen, or the first.
    private const string Prepare = """
        () => {
          document.activeElement?.blur();
          const reachable = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
            .filter(element => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }) && element.type !== "hidden");
          const groups = new Map();
          for (const radio of reachable.filter(element => element.type === "radio")) if (!groups.has(radio.name) || radio.checked) groups.set(radio.name, radio);
          window.reachable = reachable.filter(element => element.type !== "radio" || groups.get(element.name) === element);
          const style = element => {
            if (!element) return "";
            return [null, "::before", "::after"].map(part => {
              const look = getComputedStyle(element, part);
              return [look.outlineStyle, look.outlineWidth, look.outlineColor, look.boxShadow, look.backgroundColor, look.borderColor, look.borderWidth].join();
            }).join(";");
          };
          window.look = element => style(element) + style(element.nextElementSibling?.matches("label") ? element.nextElementSibling : null) + style(element.querySelector("span"));
          window.rested = window.reachable.map(window.look);
          window.place = () => {
            const element = document.activeElement;
            if (!element || element === document.body) return null;
            const at = window.reachable.indexOf(element);
            const box = (element.type === "radio" || element.type === "checkbox") && element.labels?.[0] ? element.labels[0].getBoundingClientRect() : element.getBoundingClientRect();
            return { at, name: element.outerHTML.slice(0, 110), seen: at < 0 || window.look(element) !== window.rested[at],
                     inside: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth };
          };
          // Each step's end is looked at when the next begins.
          window.places = [];
          if (!window.heard) addEventListener("keydown", window.heard = () => window.places.push(window.place()), true);
          window.reachable[0]?.focus(); // a script may have led the reader to a heading: from the top again
          return window.reachable.length;
        }
        """;

    // The page that moves a wallet leads to what it shows in the end.
    private static Task Begun(IPage page) => Expect(page.Locator("[data-move-panel='loading']")).ToBeHiddenAsync();

    [Test]
    public async Task Every_page_is_used_by_keyboard_in_its_order_with_a_focus_that_is_seen_and_goes_on()
    {
        await using var trust = await FilledTrust.Open();
        await using var everybody = await Everybody.Arrive(trust, Visitor.Phone, null, "nobody", "nurse", "executive", "administrator");
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        await everybody.VisitEachMake(async sight =>
        {
            var page = sight.Page;
            if (sight is { Address: "/tap", Who: not "nobody" }) await page.Locator("#tap-send").WaitForAsync();
            await Begun(page);
            foreach (var size in sight.Who == "executive" ? [Visitor.Desktop, Visitor.Phone] : (IReadOnlyList<(int, int)>)[Visitor.Phone])
            {
                await sight.Wears(size);
                await Check(sight);
            }
        });
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));

        async Task Check(Sight sight)
        {
            var page = sight.Page;
            var count = await page.EvaluateAsync<int>(Prepare);
            if (count == 0) return; // a screen on a wall
            for (var step = 0; step < count; step++) await page.Keyboard.PressAsync("Tab");
            var last = 0;
            foreach (var place in (await page.EvaluateAsync<Place?[]>("() => [...window.places, window.place()]")).Skip(1).TakeWhile(place => place is not null).OfType<Place>())
            {
                if (place.At == 0 && last == count - 1) break; // round again
                if (place.At < 0) continue; // what came meanwhile by script
                if (!place.Seen) wrong.Add($"{sight}: nothing shows that it has the focus: {place.Name}");
                if (!place.Inside) wrong.Add($"{sight}: out of sight with the focus: {place.Name}");
                if (place.At != last + 1) wrong.Add($"{sight}: after {last} of {count} comes {place.At}: {place.Name}");
                last = place.At;
            }

            if (last != count - 1) wrong.Add($"{sight}: the focus gets to {last + 1} of {count}");
        }
    }

    [Test]
    public async Task The_first_step_on_every_page_is_a_link_past_the_menu()
    {
        await using var trust = await FilledTrust.Open();
        await using var everybody = await Everybody.Arrive(trust, Visitor.Phone, null, "nobody", "executive");
        var wrong = new List<string>();
        await everybody.Visit(async sight =>
        {
            if (sight.Address.StartsWith("/wall/", StringComparison.Ordinal)) return; // without a menu
            await Begun(sight.Page);
            if (await sight.Page.EvaluateAsync<bool>("() => document.activeElement?.matches('main *')")) return; // its script has led past the menu already
            await sight.Page.Keyboard.PressAsync("Tab");
            var visible = await sight.Page.EvaluateAsync<bool>("() => document.activeElement?.matches('.nhsuk-skip-link') && document.activeElement.getBoundingClientRect().height > 20");
            await sight.Page.Keyboard.PressAsync("Enter");
            if (!visible || !await sight.Page.EvaluateAsync<bool>("() => document.activeElement?.id === 'maincontent'")) wrong.Add(sight.ToString());
        });
        Assert.That(wrong, Is.Empty);
    }

    private sealed record Place
    {
        public int At { get; init; }

        public string Name { get; init; } = "";

        public bool Seen { get; init; }

        public bool Inside { get; init; }
    }
}
