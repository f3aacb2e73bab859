using Microsoft.Playwright;
using NUnit.Framework;

namespace MoralePulse.Browser.Tests.EveryPage;

/// <summary>WCAG 2.2 AA as far as a machine can tell, on every page, for everybody: on a phone and on a desktop, in the light and in the dark.</summary>
public sealed class AxeTests
{
    [Test]
    public async Task A_page_with_faults_has_findings()
    {
        await using var trust = await Trust.Open();
        await using var visitor = await Visitor.Arrives(trust);
        await visitor.Opens("/anonymity");
        await visitor.Page.EvaluateAsync("() => { const main = document.querySelector('main'); main.append(new Image()); main.querySelector('p').style.color = '#ddd'; }");
        Assert.That(await Axe.Findings(visitor.Page), Has.Some.StartsWith("image-alt:").And.Some.StartsWith("color-contrast:"));
        Assert.That(await Axe.ContrastFindings(visitor.Page), Has.Some.StartsWith("color-contrast:"));
    }

    [Test]
    public async Task No_page_has_findings_for_anybody()
    {
        await using var trust = await FilledTrust.Open();
        await using var everybody = await Everybody.Arrive(trust, Visitor.Phone);
        var found = new List<string>();
        var seen = await everybody.VisitEachMake(async sight =>
        {
            void Say(string where, string[] findings) => found.AddRange(findings.Select(finding => $"{sight}, {where}: {finding}"));

            await sight.Wears(Visitor.Phone, ColorScheme.Light);
            Say("phone", await Axe.Findings(sight.Page));
            if (sight.Who is not ("executive" or "administrator")) return;
            await sight.Wears(Visitor.Desktop, ColorScheme.Light);
            Say("desktop", await Axe.Findings(sight.Page));
            await sight.Wears(Visitor.Desktop, ColorScheme.Dark);
            Say("dark", await Axe.ContrastFindings(sight.Page));
        });
        TestContext.Out.WriteLine($"{seen} pages looked at");
        Assert.That(found, Is.Empty, string.Join('\n', found));
    }
}
