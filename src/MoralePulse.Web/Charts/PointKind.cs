using MoralePulse.Insight.Trends;
using static MoralePulse.Web.Charts.ChartFrame;

namespace MoralePulse.Web.Charts;

/// <summary>What a point is. Each has a shape of its own, so that colour is never needed to tell them apart.</summary>
public enum PointKind
{
    /// <summary>No more than chance, or not judged: a circle.</summary>
    Common,

    /// <summary>A special cause for the better: a diamond.</summary>
    Improvement,

    /// <summary>A special cause for the worse: a triangle.</summary>
    Concern,

    /// <summary>A special cause where neither way is better: a square.</summary>
    Neutral,
}

/// <summary>The shapes of points.</summary>
public static class PointKindExtensions
{
    /// <summary>What a point is.</summary>
    public static PointKind Kind(this PeriodPoint point) => point?.Cause?.Meaning switch
    {
        null => PointKind.Common,
        "improvement" => PointKind.Improvement,
        "concern" => PointKind.Concern,
        _ => PointKind.Neutral,
    };

    /// <summary>Its word in class names.</summary>
    public static string Word(this PointKind kind) => kind switch { PointKind.Improvement => "improvement", PointKind.Concern => "concern", PointKind.Neutral => "neutral", _ => "common" };

    /// <summary>Its outline round a middle. The pointed ones are a little larger, so that all look equally large.</summary>
    public static string Outline(this PointKind kind, double x, double y, double radius)
    {
        var wide = radius * (kind == PointKind.Neutral ? 0.95 : 1.4);
        return kind switch
        {
            PointKind.Improvement => $"M{N(x)} {N(y - wide)} {N(x + wide)} {N(y)} {N(x)} {N(y + wide)} {N(x - wide)} {N(y)}Z",
            PointKind.Concern => $"M{N(x)} {N(y - wide)} {N(x + wide)} {N(y + 0.8 * wide)} {N(x - wide)} {N(y + 0.8 * wide)}Z",
            PointKind.Neutral => $"M{N(x - wide)} {N(y - wide)}H{N(x + wide)}V{N(y + wide)}H{N(x - wide)}Z",
            _ => $"M{N(x - radius)} {N(y)}a{N(radius)} {N(radius)} 0 1 0 {N(2 * radius)} 0a{N(radius)} {N(radius)} 0 1 0 {N(-2 * radius)} 0Z",
        };
    }
}
