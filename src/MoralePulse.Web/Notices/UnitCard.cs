using System.Text.Json;
using System.Text.Json.Nodes;
using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;
using MoralePulse.Web.Pages;

namespace MoralePulse.Web.Notices;

/// <summary>A unit's news as an Adaptive Card in the message that Teams takes. Its texts are runs, not Markdown, so that a name can't become a link.</summary>
internal static class UnitCard
{
    /// <summary>The request's body.</summary>
    /// <param name="here">The organisation and its date.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="news">Its news.</param>
    /// <param name="links">Where the card's button leads.</param>
    public static string Compose(OrganisationNow here, Unit unit, IReadOnlyList<News> news, Links links)
    {
        var body = new JsonArray(Line(Run(unit.Name, bold: true, large: true)), Line(Run(Say.With(DigestTexts.Heading, here.Organisation.Name, Say.Date(here.Today)))));
        if (here.Organisation.Simulated) body.Add(Line(Run(DigestTexts.Simulated, bold: true)));
        foreach (var one in news) body.Add(Line(Run(Say.With(DigestTexts.NewsTitle, one.Title) + " ", bold: true), Run(one.Words)));
        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["body"] = body,
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = DigestTexts.SeeTrend, ["url"] = links.Trend(unit).AbsoluteUri }),
        };
        var message = new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["contentUrl"] = null, ["content"] = card }),
        };
        return message.ToJsonString(JsonSerializerOptions.Web);
    }

    private static JsonObject Line(params JsonNode[] runs) => new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(runs) };

    private static JsonObject Run(string text, bool bold = false, bool large = false) => new()
    {
        ["type"] = "TextRun",
        ["text"] = text,
        ["weight"] = bold ? "bolder" : "default",
        ["size"] = large ? "large" : "default",
    };
}
