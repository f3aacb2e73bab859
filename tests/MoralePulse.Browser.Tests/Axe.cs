using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace MoralePulse.Browser.Tests;

/// <summary>WCAG 2.2 AA as far as axe can tell. Its script goes into a page once, and only what it finds comes back: a walk through every page is then a matter of a minute.</summary>
internal static class Axe
{
    private const string Run = """
        async runOnly => {
          const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
          return violations.map(found => `${found.id}: ${found.help}: ${found.nodes.map(node => node.html).join(" | ")}`);
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is against the rules of WCAG 2.2, levels A and AA.</summary>
    public static Task<string[]> Findings(IPage page) => Findings(page, new { type = "tag", values = (string[])["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });

    /// <summary>What is hard to read: for a page of which nothing but the colours is another than of one that was looked at.</summary>
    public static Task<string[]> ContrastFindings(IPage page) => Findings(page, new { type = "rule", values = (string[])["color-contrast"] });

    private static async Task<string[]> Findings(IPage page, object rules)
    {
        await page.HasLoaded(); // without its styles a page has other sizes and colours
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Run, rules);
    }
}
