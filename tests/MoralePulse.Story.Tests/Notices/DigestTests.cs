using System.Text.Json;
using System.Text.RegularExpressions;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.Signals;
using MoralePulse.Issuance.Notices;
using MoralePulse.Story.Tests.Issuance;
using MoralePulse.Tree;
using MoralePulse.Web.Notices;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Notices;

/// <summary>What a digest and a card say; no database.</summary>
internal sealed partial class DigestTests
{
    private static readonly Links Links = new(new("https://morale.example.org/"));
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly Unit Surgery = new("surgery", "RY5", "Surgery <&> [x](http://evil.example)", UnitKind.Department, 20);

    private static readonly UnitTree Tree = new([new("RY5", null, "Seaside Care", UnitKind.Organisation, 40), Surgery]);

    [Test]
    public void Improvements_are_told_as_loudly_as_concerns()
    {
        var mail = Mail(Some(Meaning.Improvement), Some(Meaning.Concern));
        Assert.That(mail.Subject, Is.EqualTo("Seaside Care: 1 improvement, 1 concern"));
        Assert.That(mail.Text, Does.Contain("Improvement: Weekly share of green has been above its average since the week from 5 October 2026: this is unlikely to be chance. It looks like a real improvement: thank you to everyone who made it happen."));
        Assert.That(mail.Text, Does.Contain("Concern: Weekly share of red has been above its average since the week from 5 October 2026: this is unlikely to be chance. It looks like a real worsening: find out what has changed."));
        Assert.That(mail.Html, Does.Contain("<strong>Improvement:</strong>").And.Contain("<strong>Concern:</strong>"));
    }

    [Test]
    public void It_leads_to_the_trend_to_the_choice_and_out()
    {
        var mail = Mail(Some(Meaning.Improvement));
        foreach (var address in new[] { "https://morale.example.org/trend/surgery", "https://morale.example.org/notices", "https://morale.example.org/unsubscribe/token" })
        {
            Assert.That(mail.Text, Does.Contain(address + "\n"));
            Assert.That(mail.Html, Does.Contain($"<a href=\"{address}\">"));
        }

        Assert.That(mail.Unsubscribe.AbsoluteUri, Is.EqualTo("https://morale.example.org/unsubscribe/token"));
    }

    [Test]
    public void It_says_nothing_of_taps_and_asks_nobody_for_one()
    {
        foreach (var rule in Enum.GetValues<Rule>())
        {
            var mail = Mail(Some(Meaning.Improvement, rule), Some(Meaning.Concern, rule, closed: Monday));
            foreach (var words in new[] { mail.Subject, mail.Text, mail.Html, UnitCard.Compose(Here(false), Surgery, News(Some(Meaning.Concern, rule)), Links) })
                Assert.That(Forbidden().Matches(words), Is.Empty, words);
        }
    }

    [Test]
    public void A_name_is_only_a_name()
    {
        var mail = Mail(Some(Meaning.Improvement));
        Assert.That(mail.Html, Does.Contain("Surgery &lt;&amp;&gt; [x]").And.Not.Contain("<&>"));
        var card = JsonDocument.Parse(UnitCard.Compose(Here(true), Surgery, News(Some(Meaning.Improvement)), Links)).RootElement;
        var content = card.GetProperty("attachments")[0].GetProperty("content");
        Assert.That(card.GetProperty("type").GetString(), Is.EqualTo("message"));
        Assert.That(content.GetProperty("type").GetString(), Is.EqualTo("AdaptiveCard"));
        Assert.That(content.GetProperty("body").EnumerateArray().Select(block => block.GetProperty("type").GetString()), Is.All.EqualTo("RichTextBlock"), "text runs know no Markdown");
        Assert.That(content.GetProperty("body")[0].GetProperty("inlines")[0].GetProperty("text").GetString(), Is.EqualTo(Surgery.Name));
        Assert.That(content.GetProperty("body")[2].GetProperty("inlines")[0].GetProperty("text").GetString(), Does.Contain("simulated"));
        Assert.That(content.GetProperty("actions")[0].GetProperty("url").GetString(), Is.EqualTo("https://morale.example.org/trend/surgery"));
    }

    [Test]
    public void Cohorts_and_units_that_are_not_hers_are_left_out()
    {
        var signals = new[] { Some(Meaning.Improvement) with { Scope = new("shift", "night") }, Some(Meaning.Improvement) with { Scope = PulseScope.OfUnit("elsewhere") }, Some(Meaning.Concern) };
        Assert.That(Web.Notices.News.Of(signals, Tree, _ => null, Monday, new HashSet<string>()), Is.Empty);
        Assert.That(Web.Notices.News.Of(signals, Tree, _ => Monday, Monday, new HashSet<string>()), Has.Count.EqualTo(1));
        Assert.That(Web.Notices.News.Of(signals, Tree, _ => Monday.AddDays(1), Monday.AddDays(1), new HashSet<string>()), Is.Empty);
        Assert.That(Web.Notices.News.Of(signals, Tree, _ => Monday, Monday.AddDays(-1), new HashSet<string>()), Is.Empty, "nothing of a date to come");
    }

    private static Signal Some(Meaning meaning, Rule rule = Rule.Shift, DateOnly? closed = null) => new(
        PulseScope.OfUnit("surgery"), meaning == Meaning.Improvement ? Measure.ShareGreen : Measure.ShareRed, new(rule, Way.High, meaning),
        new(2026, 10, 5), new(2026, 11, 16), new(2026, 11, 16), Monday, closed);

    private static IReadOnlyList<News> News(params Signal[] signals) => Web.Notices.News.Of(signals, Tree, _ => Monday, Monday, new HashSet<string>());

    private static NoticeMail Mail(params Signal[] signals) => new Digest(Here(false), News(signals), Links, "token").Compose();

    private static OrganisationNow Here(bool simulated) => new(
        new(Given.Trust, "Seaside Care", TimeZoneInfo.Utc, simulated, true, TickSchedule.Standard, 1, Tree, [], [], new ReleaseLimits(), UnitKind.Team),
        new(Monday.ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero));

    [GeneratedRegex(@"\b(tap|taps|tapped|tapping|remind|reminder|rate|vote|don't forget)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Forbidden();
}
