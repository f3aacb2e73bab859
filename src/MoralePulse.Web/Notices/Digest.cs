using System.Net;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.Notices;
using MoralePulse.Tree;
using MoralePulse.Web.Pages;

namespace MoralePulse.Web.Notices;

/// <summary>
/// A person's digest: what has changed in the units that she chose, with a link to each trend. Figures of whole blocks and nothing else: it asks
/// nobody to do anything on a phone, and says nothing of who took part.
/// </summary>
/// <param name="here">The organisation and its date.</param>
/// <param name="news">What has changed; never empty.</param>
/// <param name="links">Where its links lead.</param>
/// <param name="token">Stops her notices.</param>
internal sealed class Digest(OrganisationNow here, IReadOnlyList<News> news, Links links, string token)
{
    private const string Why = "You get this because you chose these units. It comes at most once a day, and only when something has changed.";
    private const string Style = "font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:#212b32;max-width:40em;margin:0 auto;padding:16px";
    private const string Simulation = "This is a simulated organisation: everybody in it is invented.";

    // Improvements first for no reason but the order of the words.
    private static readonly string[] Titles = ["Improvement", "Concern", "Change"];

    /// <summary>Makes the e-mail.</summary>
    public NoticeMail Compose() => new(Subject, string.Concat(Text().Select(line => line + "\n")), string.Concat(Html()), links.Unsubscribe(token));

    // "Seaside Care: 1 improvement, 2 concerns"
    private string Subject
    {
        get
        {
            var counts = Titles.Select(title => Count(title, news.Count(one => one.Title == title))).Append(news.Count(one => one.Title == News.PassedTitle) is > 0 and var passed ? $"{passed} passed" : null);
            return $"{(here.Organisation.Simulated ? "[Simulated] " : "")}{here.Organisation.Name}: {string.Join(", ", counts.OfType<string>())}";
        }
    }

    private string Heading => $"{here.Organisation.Name}, {Say.Date(here.Today)}";

    private IEnumerable<IGrouping<Unit, News>> Units => news.GroupBy(one => one.Unit);

    private IEnumerable<string> Text()
    {
        yield return Heading;
        if (here.Organisation.Simulated) yield return Simulation;
        foreach (var unit in Units)
        {
            yield return "";
            yield return unit.Key.Name;
            yield return new string('-', unit.Key.Name.Length);
            foreach (var one in unit) yield return $"{one.Title}: {one.Words}";
            yield return $"See the trend: {links.Trend(unit.Key).AbsoluteUri}";
        }

        yield return "";
        yield return Why;
        yield return $"Choose other units: {links.Notices.AbsoluteUri}";
        yield return $"Stop these e-mails: {links.Unsubscribe(token).AbsoluteUri}";
    }

    private IEnumerable<string> Html()
    {
        yield return $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{Safe(Subject)}</title></head><body style=\"{Style}\"><h1 style=\"font-size:22px\">{Safe(Heading)}</h1>";
        if (here.Organisation.Simulated) yield return $"<p><strong>{Simulation}</strong></p>";
        foreach (var unit in Units)
        {
            yield return $"<h2 style=\"font-size:19px\">{Safe(unit.Key.Name)}</h2>";
            foreach (var one in unit) yield return $"<p><strong>{one.Title}:</strong> {Safe(one.Words)}</p>";
            yield return $"<p>{Link(links.Trend(unit.Key), $"See the trend of {unit.Key.Name}")}</p>";
        }

        yield return $"<p>{Why}</p><p>{Link(links.Notices, "Choose other units")}</p><p>{Link(links.Unsubscribe(token), "Stop these e-mails")}</p></body></html>";
    }

    private static string? Count(string title, int count) => count == 0 ? null : $"{count} {title.ToLowerInvariant()}{(count == 1 ? "" : "s")}";

    private static string Link(Uri to, string words) => $"<a href=\"{Safe(to.AbsoluteUri)}\">{Safe(words)}</a>";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
