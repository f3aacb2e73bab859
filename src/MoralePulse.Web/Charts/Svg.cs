using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using static MoralePulse.Web.Charts.ChartFrame;

namespace MoralePulse.Web.Charts;

/// <summary>A drawing's text. Razor keeps the name "text" for itself, so it is written here.</summary>
public static class Svg
{
    /// <summary>A text element; its words are encoded.</summary>
    /// <param name="x">Where it stands.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="words">Its words.</param>
    /// <param name="classes">Its classes; null for those of the group that it is in.</param>
    public static MarkupString Text(double x, double y, string anchor, string words, string? classes = null) =>
        new(string.Create(
            CultureInfo.InvariantCulture,
            $"<text{(classes is null ? "" : $" class=\"{classes}\"")} x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\">{HtmlEncoder.Default.Encode(words)}</text>"));
}
