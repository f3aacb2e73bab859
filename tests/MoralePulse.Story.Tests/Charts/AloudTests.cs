using MoralePulse.Web.Charts;
using NUnit.Framework;
using static MoralePulse.Story.Tests.Charts.SomeTrend;

namespace MoralePulse.Story.Tests.Charts;

/// <summary>The chart read aloud.</summary>
public sealed class AloudTests
{
    [Test]
    public void It_says_what_when_average_limits_latest_special_causes_target_and_marks()
    {
        var trend = OfGreen([.. Enumerable.Range(0, 7).Select(week => Point(week, 55 + week % 2)), .. Enumerable.Range(7, 7).Select(week => Point(week, 65 + week % 2, BetterShift, n: 143))]) with
        {
            Target = new(70, "executive", new(2026, 8, 6), "Agreed by the board"),
            TargetSentence = "As things are, the target of 70% is met in some weeks and missed in others, by chance alone.",
            Annotations = [new(Week(3), false, "New rota.", "manager", Week(4))],
            SoFar = new(Week(14), 61.53846, 13),
            Sentence = "Weekly share of green has been above its average for 7 weeks: this is unlikely to be chance.",
        };
        var aloud = new ChartAloud(trend, "Surgery");
        Assert.That(aloud.Title, Is.EqualTo("Weekly share of green of Surgery"));
        Assert.That(aloud.Text, Is.EqualTo(
            "Statistical process control chart of 14 weeks with a figure, week from 4 May 2026 to week from 3 August 2026, read as Making Data Count does. "
            + "Average 60%, limits 40% to 80%. "
            + "Latest: week from 3 August 2026, 66% of 143 taps, improvement: 7 or more in a row above the average. "
            + "So far, not judged: week from 10 August 2026, 61.5% of 13 taps. "
            + "Special causes: Improvement, 7 or more in a row above the average, 7 weeks from 22 June 2026 to 3 August 2026. "
            + "Target: 70%, set by the executive on 6 August 2026. As things are, the target of 70% is met in some weeks and missed in others, by chance alone. "
            + "Mark 1, week from 25 May 2026: a note: New rota. "
            + "Weekly share of green has been above its average for 7 weeks: this is unlikely to be chance."));
    }

    [Test]
    public void Each_special_cause_is_said_once_with_its_weeks()
    {
        Assert.That(new ChartAloud(WithEveryKind(), "Surgery").Text, Does.Contain(
            "Special causes: Improvement, 7 or more in a row above the average, week from 20 July 2026; Concern, below the lower limit, week from 27 July 2026; Change, 7 or more in a row that rise, week from 3 August 2026."));
    }

    [Test]
    public void Where_there_is_none_it_says_so_and_where_nothing_is_judged_it_does_not()
    {
        var judged = OfGreen([.. Enumerable.Range(0, 13).Select(week => Point(week, 55 + week % 3))]);
        Assert.That(new ChartAloud(judged, "Surgery").Text, Does.Contain("Special causes: none."));
        var unjudged = OfGreen(Point(0, 60), Point(1, 62)) with { Groups = [new(Week(0), Week(1), 61, null, null, "too-few-points")] };
        Assert.That(new ChartAloud(unjudged, "Surgery").Text, Does.Not.Contain("Special causes").And.Contain("Average 61%, too few points to draw limits (13 are needed)."));
    }

    [Test]
    public void Every_stretch_has_its_own_average_and_limits()
    {
        var trend = OfGreen(Point(0, 60), Point(1, 62), Point(2, 78, group: 1)) with { Groups = [new(Week(0), Week(1), 61, 50, 72, null), new(Week(2), Week(2), 78, null, null, "too-few-points")] };
        Assert.That(new ChartAloud(trend, "Surgery").Text, Does.Contain(
            "To begin with: average 61%, limits 50% to 72%. From 18 May 2026 on: average 78%, too few points to draw limits (13 are needed)."));
    }

    [Test]
    public void Counts_are_counts_and_people_are_counted_from_below()
    {
        var trend = OfGreen(Point(0, 312, n: 0), Point(1, 340, n: 0)) with { Measure = "reach", Groups = [new(Week(0), Week(1), 326, 100, 500, null)] };
        Assert.That(new ChartAloud(trend, "Seaside Care").Text, Does.Contain("Latest: week from 11 May 2026, at least 340 people").And.Contain("limits 100 to 500"));
    }
}
