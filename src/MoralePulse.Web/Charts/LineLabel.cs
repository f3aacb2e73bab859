using MoralePulse.Domain;
using MoralePulse.Insight.Trends;

namespace MoralePulse.Web.Charts;

/// <summary>The name of a line beside its end.</summary>
/// <param name="Text">"Average 61.2%".</param>
/// <param name="Y">Where it stands.</param>
public sealed record LineLabel(string Text, double Y)
{
    /// <summary>The labels of the last stretch's lines and of the target, moved apart so that none covers another.</summary>
    public static IReadOnlyList<LineLabel> Of(Trend trend, ChartFrame frame, double height)
    {
        ArgumentNullException.ThrowIfNull(trend);
        ArgumentNullException.ThrowIfNull(frame);
        var words = ChartWords.Of(trend);
        var lines = new List<(string Text, double Value)>();
        if (trend.Groups is [.., var last])
        {
            lines.Add((ChartTexts.LineAverage, last.Mean));
            if (last.Lower is { } lower) lines.Add((ChartTexts.LineLower, lower));
            if (last.Upper is { } upper) lines.Add((ChartTexts.LineUpper, upper));
        }

        if (trend.Target is { } target) lines.Add((ChartTexts.LineTarget, target.Value));
        // From below: each at its line, or just above the label before it; then down again where the top would be passed.
        var labels = new List<LineLabel>();
        foreach (var (text, value) in lines.OrderBy(line => line.Value))
            labels.Add(new(Phrase.With(text, words.Level(value)), Math.Min(frame.Y(value), labels is [.., var below] ? below.Y - height : double.MaxValue)));
        for (var at = labels.Count - 1; at >= 0; at--)
        {
            var ceiling = at == labels.Count - 1 ? frame.Size.Top : labels[at + 1].Y + height;
            if (labels[at].Y < ceiling) labels[at] = labels[at] with { Y = ceiling };
        }

        return labels;
    }
}
