using NUnit.Framework;

namespace MoralePulse.Browser.Tests.EveryPage;

/// <summary>The cookies page is true: it names what a browser keeps after the site was used, all of it, and nothing that is never kept.</summary>
public sealed class KeptTests
{
    private const string Kept = """
        async () => [
          ...(await indexedDB.databases()).map(database => "IndexedDb " + database.name),
          ...Object.keys(localStorage).map(name => "LocalStorage " + name), ...Object.keys(sessionStorage).map(name => "SessionStorage " + name),
          ...(await caches.keys()).map(name => "Cache " + name),
        ]
        """;

    [Test]
    public async Task It_names_everything_that_is_kept_and_nothing_else()
    {
        await using var trust = await FilledTrust.Open();
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(31), worker: true);
        foreach (var address in Addresses.All) await nurse.Opens(address);
        await nurse.Opens("/tap");
        await nurse.PageIsKept();
        await nurse.Taps("Green");
        await nurse.Page.IsAt("/tapped");
        await nurse.Page.WaitForFunctionAsync("() => 'moralepulse asked to persist' in localStorage");
        await nurse.Opens("/cookies");

        var rows = await nurse.Page.Locator("[data-kept]").EvaluateAllAsync<string[]>("rows => rows.map(row => (row.dataset.passing ? '' : '!') + row.dataset.kept + ' ' + row.querySelector('code').textContent)");
        string[] kept = [.. (await nurse.Page.Context.CookiesAsync()).Select(cookie => $"Cookie {cookie.Name}"), .. await nurse.Page.EvaluateAsync<string[]>(Kept)];
        TestContext.Out.WriteLine($"kept: {string.Join("; ", kept)}");
        Assert.That(kept.Where(thing => !rows.Any(row => IsOf(row, thing))), Is.Empty, "kept, and not on the page");
        Assert.That(rows.Where(row => row[0] == '!' && !kept.Any(thing => IsOf(row, thing))), Is.Empty, "on the page, and not kept");
    }

    private static bool IsOf(string row, string thing) => row.TrimStart('!') is var name && (name.EndsWith('*') ? thing.StartsWith(name[..^1], StringComparison.Ordinal) : name == thing);
}
