using Microsoft.Playwright;

namespace MoralePulse.Browser.Tests.EveryPage;

/// <summary>A page as somebody sees it.</summary>
/// <param name="Who">Her role.</param>
/// <param name="Address">The page's address.</param>
/// <param name="Page">The page, loaded.</param>
/// <param name="Status">The status that it was answered with.</param>
public sealed record Sight(string Who, string Address, IPage Page, int Status)
{
    /// <summary>The same page in a window of another size, or on a device that asks for other colours.</summary>
    public async Task Wears((int Width, int Height) size, ColorScheme? scheme = null)
    {
        if (Page.ViewportSize is not { } now || (now.Width, now.Height) != size) await Page.SetViewportSizeAsync(size.Width, size.Height);
        if (scheme is not null) await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
    }

    /// <summary>Which page, for messages.</summary>
    public override string ToString() => $"{Address} ({Who})";
}

/// <summary>Somebody of each role, with a browser of her own, going through every page.</summary>
public sealed class Everybody : IAsyncDisposable
{
    private static readonly (string Who, string? Subject)[] Roles =
    [
        ("nobody", null), ("nurse", Trust.Person(31)), ("manager", Trust.Person(60)), ("executive", Trust.Executive), ("administrator", Trust.Administrator), ("representative", Trust.Representative),
    ];

    // Elements and classes, without words: two roles' pages of the same make differ in nothing that a rule of structure, contrast or focus looks at.
    private const string Make = """
        () => [...document.querySelectorAll("main *")].map(element => `${element.tagName} ${element.getAttribute("class") ?? ""} ${element.hidden} ${element.getAttribute("aria-labelledby") ?? ""}`).join()
        """;

    private readonly List<(string Who, Visitor Visitor)> visitors = [];

    private Everybody()
    {
    }

    /// <summary>Opens their browsers.</summary>
    /// <param name="trust">Where they work.</param>
    /// <param name="size">Their windows.</param>
    /// <param name="media">What their devices ask for.</param>
    /// <param name="roles">Which of them; all where none is named.</param>
    public static async Task<Everybody> Arrive(Trust trust, (int Width, int Height) size, PageEmulateMediaOptions? media = null, params string[] roles)
    {
        var everybody = new Everybody();
        foreach (var (who, subject) in Roles.Where(role => roles is [] || roles.Contains(role.Who)))
        {
            var visitor = subject is null ? await Visitor.Arrives(trust, size) : await Visitor.SignsIn(trust, subject, size);
            everybody.visitors.Add((who, visitor));
            if (media is not null) await visitor.Page.EmulateMediaAsync(media);
        }

        return everybody;
    }

    /// <summary>Everybody opens every page, and each make of a page is looked at once: many roles see the same.</summary>
    /// <param name="look">What is looked at.</param>
    /// <returns>How many were looked at.</returns>
    public async Task<int> VisitEachMake(Func<Sight, Task> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await Visit(async sight =>
        {
            if (seen.Add(sight.Address + await sight.Page.EvaluateAsync<string>(Make))) await look(sight);
        });
        return seen.Count;
    }

    /// <summary>Everybody opens every page.</summary>
    /// <param name="look">What is looked at.</param>
    /// <param name="still">Whether scripts are waited for until they ask for nothing more.</param>
    public async Task Visit(Func<Sight, Task> look, bool still = false)
    {
        ArgumentNullException.ThrowIfNull(look);
        foreach (var (who, visitor) in visitors)
            foreach (var address in Addresses.All)
            {
                var answer = await visitor.Page.GotoAsync(address);
                if (still) await visitor.Quiet();
                await look(new(who, address, visitor.Page, answer?.Status ?? 0));
            }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, visitor) in visitors) await visitor.DisposeAsync();
    }
}
