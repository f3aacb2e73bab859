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
    private const string Style = "font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:#212b32;max-width:40em;margin:0 auto;padding:16px";

    /// <summary>Makes the e-mail.</summary>
    public NoticeMail Compose() => new(Subject, string.Concat(Text().Select(line => line + "\n")), string.Concat(Html()), links.Unsubscribe(token));

    // "Seaside Care: 1 improvement, 2 concerns"
    private string Subject => Say.With(
        here.Organisation.Simulated ? DigestTexts.SubjectSimulated : DigestTexts.Subject, here.Organisation.Name,
        string.Join(", ", news.GroupBy(one => one.Kind).OrderBy(kind => kind.Key).Select(kind => Count(kind.Key, kind.Count()))));

    private string Heading => Say.With(DigestTexts.Heading, here.Organisation.Name, Say.Date(here.Today));

    private IEnumerable<IGrouping<Unit, News>> Units => news.GroupBy(one => one.Unit);

    private IEnumerable<string> Text()
    {
        yield return Heading;
        if (here.Organisation.Simulated) yield return DigestTexts.Simulated;
        foreach (var unit in Units)
        {
            yield return "";
            yield return unit.Key.Name;
            yield return new string('-', unit.Key.Name.Length);
            foreach (var one in unit) yield return Say.With(DigestTexts.News, one.Title, one.Words);
            yield return Say.With(DigestTexts.Line, DigestTexts.SeeTrend, links.Trend(unit.Key).AbsoluteUri);
        }

        yield return "";
        yield return DigestTexts.Why;
        yield return Say.With(DigestTexts.Line, DigestTexts.ChooseOthers, links.Notices.AbsoluteUri);
        yield return Say.With(DigestTexts.Line, DigestTexts.Stop, links.Unsubscribe(token).AbsoluteUri);
    }

    private IEnumerable<string> Html()
    {
        yield return $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{Safe(Subject)}</title></head><body style=\"{Style}\"><h1 style=\"font-size:22px\">{Safe(Heading)}</h1>";
        if (here.Organisation.Simulated) yield return $"<p><strong>{Safe(DigestTexts.Simulated)}</strong></p>";
        foreach (var unit in Units)
        {
            yield return $"<h2 style=\"font-size:19px\">{Safe(unit.Key.Name)}</h2>";
            foreach (var one in unit) yield return $"<p>{Rich.Markup(DigestTexts.NewsHtml, [], [one.Title, one.Words])}</p>";
            yield return $"<p>{Link(links.Trend(unit.Key), Say.With(DigestTexts.SeeTrendOf, unit.Key.Name))}</p>";
        }

        yield return $"<p>{Safe(DigestTexts.Why)}</p><p>{Link(links.Notices, DigestTexts.ChooseOthers)}</p><p>{Link(links.Unsubscribe(token), DigestTexts.Stop)}</p></body></html>";
    }

    private static string Count(NewsKind kind, int count) => Say.With(
        (kind, count) switch
        {
            (NewsKind.Improvement, 1) => DigestTexts.OneImprovement,
            (NewsKind.Improvement, _) => DigestTexts.Improvements,
            (NewsKind.Concern, 1) => DigestTexts.OneConcern,
            (NewsKind.Concern, _) => DigestTexts.Concerns,
            (NewsKind.Change, 1) => DigestTexts.OneChange,
            (NewsKind.Change, _) => DigestTexts.Changes,
            _ => DigestTexts.CountPassed,
        },
        count);

    private static string Link(Uri to, string words) => $"<a href=\"{Safe(to.AbsoluteUri)}\">{Safe(words)}</a>";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
