using NUnit.Framework;

namespace MoralePulse.Browser.Tests.EveryPage;

/// <summary>What a screen reader's tree of each page has, and that each page fits: on a phone, on a desktop, and at 400 % zoom.</summary>
public sealed class StructureTests
{
    // Headings that can be seen or heard, what is wider than the window and not in a scrolling part of its own, and what the page is called.
    private const string Look = """
        () => {
          const shown = element => element.checkVisibility();
          const scrolls = element => element && element !== document.body && (/(auto|scroll)/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
          const count = selector => [...document.querySelectorAll(selector)].filter(shown).length;
          const wide = [...document.querySelectorAll("main *, header *, footer *")].filter(element => shown(element) && !(element instanceof SVGElement && element.ownerSVGElement)
            && element.getBoundingClientRect().right > innerWidth + 1 && element.getBoundingClientRect().width > 2 && !scrolls(element.parentElement));
          return {
            language: document.documentElement.lang, title: document.title, width: document.documentElement.scrollWidth - innerWidth,
            headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(shown).map(heading => Number(heading.tagName[1])),
            landmarks: ["header", "main", "footer"].map(count),
            unnamed: [...document.querySelectorAll("nav, section, aside, [role=region]")].filter(part => shown(part) && !part.ariaLabel && !part.getAttribute("aria-labelledby") && part.tagName !== "SECTION").map(part => part.outerHTML.slice(0, 80)),
            still: [...document.querySelectorAll("[role=region][tabindex]")].filter(part => part.scrollWidth > part.clientWidth && part.tabIndex < 0).length,
            wide: wide.map(element => element.outerHTML.slice(0, 100)).slice(0, 3),
          };
        }
        """;

    private static readonly (int Width, int Height)[] Sizes = [Visitor.Phone, Visitor.Desktop, (320, 256)];

    [Test]
    public void Every_route_with_a_parameter_has_an_address_to_be_looked_at() => Assert.That(Addresses.Unknown, Is.Empty, "add an example to Addresses");

    [Test]
    public async Task Every_page_has_one_first_heading_its_landmarks_a_language_and_a_title_of_its_own_and_fits_on_every_screen()
    {
        await using var trust = await FilledTrust.Open();
        await using var everybody = await Everybody.Arrive(trust, Visitor.Phone);
        var wrong = new List<string>();
        var titles = new Dictionary<(string Who, string Title), string>();
        await everybody.Visit(async sight =>
        {
            foreach (var size in Sizes) await Check(sight, size);
        });
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));

        async Task Check(Sight sight, (int Width, int Height) size)
        {
            await sight.Wears(size);
            var page = await sight.Page.EvaluateAsync<PageLook>(Look);
            void Expect(bool right, string what)
            {
                if (!right) wrong.Add($"{sight}, {size.Width} wide: {what}");
            }

            Expect(page.Language == "en", $"its language is “{page.Language}”");
            Expect(page.Headings.Count(level => level == 1) == 1, $"it has {page.Headings.Count(level => level == 1)} first headings");
            Expect(page.Headings.Zip(page.Headings.Skip(1)).All(pair => pair.Second <= pair.First + 1), $"a level of headings is left out: {string.Join(' ', page.Headings)}");
            Expect(page.Landmarks.SequenceEqual([1, 1, 1]) || sight.Address.StartsWith("/wall/", StringComparison.Ordinal), // which has a screen of its own
                 $"header, main and footer: {string.Join(' ', page.Landmarks)}");
            Expect(page.Unnamed.Length == 0, $"without a name: {string.Join(" | ", page.Unnamed)}");
            Expect(page.Width <= 0 && page.Wide.Length == 0, $"it is {page.Width} pixels wider than its window: {string.Join(" | ", page.Wide)}");
            Expect(page.Title == "MoralePulse" ? sight.Address[1..] is "" or ['?', ..] : page.Title.EndsWith(" - MoralePulse", StringComparison.Ordinal), $"its title is “{page.Title}”");
            if (sight.Status != 200 || sight.Who == "nobody" || sight.Address == "/thank-you") return; // what asks to sign in first is not there yet; thanks are said on a shared computer, too
            var path = sight.Address.Split('?')[0];
            Expect(titles.TryAdd((sight.Who, page.Title), path) || titles[(sight.Who, page.Title)] == path, $"its title is that of {titles[(sight.Who, page.Title)]}, too: “{page.Title}”");
        }
    }

    private sealed record PageLook
    {
        public string Language { get; init; } = "";

        public string Title { get; init; } = "";

        public int Width { get; init; }

        public int[] Headings { get; init; } = [];

        public int[] Landmarks { get; init; } = [];

        public string[] Unnamed { get; init; } = [];

        public int Still { get; init; }

        public string[] Wide { get; init; } = [];
    }
}
