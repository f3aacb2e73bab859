using Microsoft.Playwright;
using MoralePulse.Browser.Tests.EveryPage;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests.Pseudo;

/// <summary>Every text comes from a resource file, and every page has room for a longer language. Alone, since the texts of the whole process are exchanged.</summary>
[NonParallelizable]
public sealed class PseudoLocaleTests
{
    private static readonly (int Width, int Height)[] Sizes = [Visitor.Desktop, Visitor.Phone];

    private PseudoTexts texts = null!;
    private Trust trust = null!;
    private IReadOnlyList<string> names = [];

    [OneTimeSetUp]
    public async Task Speak()
    {
        texts = PseudoTexts.Speak();
        trust = await FilledTrust.Open();
        names = [.. (await trust.Names()).Concat(["Agreed by the board", "New rota"]).OrderByDescending(name => name.Length)];
    }

    [OneTimeTearDown]
    public async Task FallSilent()
    {
        await trust.DisposeAsync();
        texts.Dispose();
    }

    [Test]
    public void Resource_files_of_every_side_speak_it() =>
        Assert.That(texts.Files, Is.SupersetOf(new[] { "TrendTexts", "RefusalTexts", "IssuanceProblemTexts", "InsightProblemTexts", "ChartTexts", "ClientTexts", "TapTexts", "FrameTexts" }));

    [Test]
    public async Task Every_page_says_nothing_that_stands_in_no_resource_file_and_has_room()
    {
        var found = new Findings();
        await using var everybody = await Everybody.Arrive(trust, Visitor.Phone, null, "nobody", "nurse", "manager", "executive", "administrator");
        await everybody.Visit(
            async sight =>
            {
                foreach (var size in Sizes)
                {
                    await sight.Wears(size);
                    await Look(sight.Page, sight.ToString(), found);
                    var over = await sight.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
                    if (over > 0) found.Add($"wider than a window of {size.Width} by {over} pixels", sight.ToString());
                }
            },
            still: true);
        Assert.That(found.Lines, Is.Empty, string.Join('\n', found.Lines));
    }

    [Test]
    public async Task Forms_that_are_refused_say_nothing_that_stands_in_no_resource_file()
    {
        var found = new Findings();
        await using var executive = await Visitor.SignsIn(trust, Trust.Executive);
        var page = executive.Page;
        await executive.Opens("/trend/medicine");
        await page.Locator("details:has(form[action='/marks/target'])").EvaluateAsync("details => { details.open = true; }");
        await page.Locator("form[action='/marks/target'] button[value=set]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Look(page, "a target without a value", found);
        await page.Locator("#target-value").FillAsync("55");
        await page.Locator("#target-why").FillAsync("Agreed by the board");
        await page.Locator("form[action='/marks/target'] button[value=set]").ClickAsync();
        await Expect(page.Locator("#marks")).ToBeVisibleAsync();
        await Look(page, "a target", found);
        await page.Locator("details:has(form[action='/marks/note'])").EvaluateAsync("details => { details.open = true; }");
        await page.Locator("#note-sort-rebase").CheckAsync();
        await page.Locator("#note-date").SelectOptionAsync(new SelectOptionValue { Index = 4 });
        await page.Locator("#note-why").FillAsync("New rota");
        await page.Locator("form[action='/marks/note'] button").ClickAsync();
        await Expect(page.Locator("#marks")).ToContainTextAsync("New rota");
        await Look(page, "a new beginning", found);
        Assert.That(found.Lines, Is.Empty, string.Join('\n', found.Lines));
    }

    private async Task Look(IPage page, string where, Findings found)
    {
        foreach (var said in await page.EvaluateAsync<Said[]>(Words.All))
        {
            var left = Words.Left(said.Words, names).ToList();
            if (left.Count > 0) found.Add($"{said.Place}: {string.Join(' ', left)}  «{said.Words[..Math.Min(said.Words.Length, 90)]}»", where);
        }
    }

    // Each text once, with the pages that say it.
    private sealed class Findings
    {
        private readonly SortedDictionary<string, List<string>> pages = new(StringComparer.Ordinal);

        public IEnumerable<string> Lines => pages.Select(found => $"{found.Key}: {string.Join(", ", found.Value.Distinct().Take(3))}");

        public void Add(string what, string where)
        {
            if (!pages.TryGetValue(what, out var known)) pages[what] = known = [];
            known.Add(where);
        }
    }
}
