using System.Globalization;
using System.Text.RegularExpressions;
using MoralePulse.Web.Charts;
using NUnit.Framework;
using static MoralePulse.Story.Tests.Charts.SomeTrend;

namespace MoralePulse.Story.Tests.Charts;

/// <summary>The drawing of a statistical process control chart.</summary>
public sealed partial class DrawingTests
{
    [Test]
    public async Task Every_kind_of_point_has_a_shape_of_its_own()
    {
        var drawn = await Drawn.Drawing(WithEveryKind(), ChartSize.Wide);
        var shapes = new[] { "common", "improvement", "concern", "neutral" }.Select(kind => ShapeOf((string)drawn.WithClass($"mp-point--{kind}")[0].Attribute("d")!)).ToList();
        Assert.That(shapes, Is.Unique, "tellable apart without colour");
    }

    [Test]
    public async Task Points_of_one_kind_differ_in_place_only()
    {
        var drawn = await Drawn.Drawing(WithEveryKind(), ChartSize.Narrow);
        Assert.That(drawn.WithClass("mp-point--common").Select(point => ShapeOf((string)point.Attribute("d")!)).Distinct().ToList(), Has.Count.EqualTo(1));
        Assert.That(drawn.WithClass("mp-point"), Has.Count.EqualTo(14));
    }

    [Test]
    public async Task Limits_beyond_what_a_share_can_be_are_drawn_at_its_end_and_nowhere_changed()
    {
        var trend = OfGreen([.. Enumerable.Range(0, 13).Select(week => Point(week, 90))]);
        trend = trend with { Groups = [trend.Groups[0] with { Mean = 90, Lower = 72, Upper = 108 }] };
        var scale = ChartScale.Of([trend], 53)!;
        Assert.That(scale.High, Is.EqualTo(100));
        Assert.That(LevelsOf((await Drawn.Drawing(trend, ChartSize.Wide)).Path("mp-spc__limit")), Has.Exactly(1).EqualTo(ChartSize.Wide.Top));
        Assert.That(new ChartAloud(trend, "Surgery").Text, Does.Contain("limits 72% to 100%"));
        Assert.That(trend.Groups[0].Upper, Is.EqualTo(108));
    }

    [Test]
    public async Task A_period_without_a_figure_breaks_the_line()
    {
        var drawn = await Drawn.Drawing(OfGreen(Point(0, 60), Point(1, 62), Point(3, 58), Point(4, 61)), ChartSize.Wide);
        Assert.That(Commands(drawn.Path("mp-spc__values")), Is.EqualTo("MLML"));
    }

    [Test]
    public async Task A_new_beginning_breaks_the_line_the_average_and_the_limits()
    {
        var trend = OfGreen(Point(0, 60), Point(1, 62), Point(2, 78, group: 1), Point(3, 80, group: 1)) with
        {
            Groups = [new(Week(0), Week(1), 61, 50, 72, null), new(Week(2), Week(3), 79, 70, 88, null)],
            Annotations = [new(Week(2), true, "New rota", "manager", Week(3))],
        };
        var drawn = await Drawn.Drawing(trend, ChartSize.Wide);
        Assert.That(Commands(drawn.Path("mp-spc__values")), Is.EqualTo("MLML"));
        Assert.That(Commands(drawn.Path("mp-spc__average")), Is.EqualTo("MHMH"));
        Assert.That(LevelsOf(drawn.Path("mp-spc__limit")).Distinct().ToList(), Has.Count.EqualTo(4));
        Assert.That(drawn.WithClass("mp-spc__flag--rebase"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_period_so_far_is_hollow_labelled_and_joined_to_nothing()
    {
        var drawn = await Drawn.Drawing(OfGreen(Point(0, 60), Point(1, 62)) with { SoFar = new(Week(2), 90, 12) }, ChartSize.Narrow);
        Assert.That(drawn.WithClass("mp-point--so-far"), Has.Count.EqualTo(1));
        Assert.That(drawn.All("text").Select(text => text.Value), Has.Exactly(1).EqualTo("so far, not judged"));
        Assert.That(Commands(drawn.Path("mp-spc__values")), Is.EqualTo("ML"));
    }

    [Test]
    public async Task Under_thirteen_points_there_are_points_and_average_only()
    {
        var trend = OfGreen([.. Enumerable.Range(0, 12).Select(week => Point(week, 55 + week))]);
        var drawn = await Drawn.Chart(trend with { Groups = [trend.Groups[0] with { Lower = null, Upper = null, NoLimits = "too-few-points" }], Variation = null });
        Assert.That(drawn.WithClass("mp-spc__limit").Select(line => (string?)line.Attribute("d")), Is.All.Empty);
        Assert.That(drawn.WithClass("mp-spc__average"), Has.Count.GreaterThan(0));
        Assert.That(drawn.Markup, Does.Not.Contain("Limits").And.Not.Contain("Lower limit"));
    }

    [Test]
    public async Task Nothing_is_styled_inline_and_nothing_runs()
    {
        var trend = WithEveryKind() with { Target = new(65, "executive", Week(3), "<b>Ours</b>"), Annotations = [new(Week(4), false, "<script>alert(1)</script>", "manager", Week(5))], UnevenN = true };
        var drawn = await Drawn.Chart(trend, "Surgery <img src=x>");
        Assert.That(drawn.Markup, Does.Not.Contain("<style").And.Not.Contain("<script").And.Not.Contain("<img").And.Not.Contain("<b>"));
        Assert.That(drawn.All("svg").SelectMany(svg => svg.DescendantsAndSelf()).SelectMany(element => element.Attributes()).Select(attribute => attribute.Name.LocalName),
            Has.None.EqualTo("style").And.None.StartsWith("on"));
    }

    [Test]
    public async Task A_long_trend_is_drawn_as_far_as_points_can_be_told_apart_and_says_so()
    {
        var trend = OfGreen([.. Enumerable.Range(0, 104).Select(week => Point(week, 50 + week % 20))]);
        var drawn = await Drawn.Drawing(trend, ChartSize.Narrow);
        Assert.That(drawn.WithClass("mp-point"), Has.Count.EqualTo(ChartSize.Narrow.MostPeriods));
        Assert.That((await Drawn.Chart(trend)).Markup, Does.Contain("The chart shows the latest 53 weeks."));
    }

    [Test]
    public async Task Dates_below_never_crowd_and_lines_labels_never_cover_each_other()
    {
        foreach (var weeks in new[] { 1, 2, 5, 14, 26, 53, 80 })
        {
            var trend = OfGreen([.. Enumerable.Range(0, weeks).Select(week => Point(week, 60))]) with { Target = new(60, "manager", Week(0), "Ours") };
            foreach (var size in new[] { ChartSize.Narrow, ChartSize.Wide })
            {
                var frame = new ChartFrame(ChartScale.Of([trend], size.MostPeriods)!, size);
                var ticks = DateTick.Of(frame.Scale, size.MostDates);
                Assert.That(ticks, Has.Count.InRange(1, size.MostDates), $"{weeks} weeks");
                var heights = LineLabel.Of(trend, frame, 19).Select(label => label.Y).Order().ToList();
                Assert.That(heights.Zip(heights.Skip(1), (one, next) => next - one), Is.All.GreaterThanOrEqualTo(18.9));
                Assert.That(heights, Is.All.InRange(size.Top, frame.Bottom));
            }

            await Drawn.Chart(trend);
        }
    }

    private static (string Commands, int Numbers) ShapeOf(string path) => (Commands(path), Numbers().Count(path));

    private static string Commands(string path) => Letters().Replace(path, "");

    private static IEnumerable<double> LevelsOf(string path) => Starts().Matches(path).Select(start => double.Parse(start.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex("[^A-Za-z]")]
    private static partial Regex Letters();

    [GeneratedRegex(@"-?[\d.]+")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"M\S+ ([\d.]+)H")]
    private static partial Regex Starts();
}
