using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace MoralePulse.Web.Pages;

/// <summary>
/// A text with links or stress within its sentences: <c>&lt;a&gt;</c>, <c>&lt;strong&gt;</c> and <c>&lt;code&gt;</c> without attributes. The n-th link leads to the
/// n-th address; everything else, values included, is written as plain text.
/// </summary>
public sealed class Rich : ComponentBase
{
    private static readonly string[] Allowed = ["strong", "code"];

    /// <summary>The text, from a resource file.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>Where its links lead, in the order in which they stand.</summary>
    [Parameter]
    public IReadOnlyList<string> Links { get; set; } = [];

    /// <summary>What stands for <c>{0}</c>, <c>{1}</c>, …</summary>
    [Parameter]
    public IReadOnlyList<object?> Values { get; set; } = [];

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddMarkupContent(0, Markup(Text, Links, Values));
    }

    /// <summary>The text as HTML.</summary>
    /// <exception cref="ArgumentException">The text has another number of links than addresses.</exception>
    internal static string Markup(string text, IReadOnlyList<string> links, IReadOnlyList<object?> values)
    {
        var html = WebUtility.HtmlEncode(text);
        foreach (var tag in Allowed) html = html.Replace($"&lt;{tag}&gt;", $"<{tag}>", StringComparison.Ordinal).Replace($"&lt;/{tag}&gt;", $"</{tag}>", StringComparison.Ordinal);
        var parts = html.Split("&lt;a&gt;");
        if (parts.Length - 1 != links.Count) throw new ArgumentException($"“{text}” has {parts.Length - 1} links, not {links.Count}.", nameof(links));
        for (var i = 0; i < links.Count; i++) parts[i] += $"<a href=\"{WebUtility.HtmlEncode(links[i]).Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal)}\">";
        html = string.Concat(parts).Replace("&lt;/a&gt;", "</a>", StringComparison.Ordinal);
        return values.Count == 0 ? html : string.Format(CultureInfo.CurrentCulture, html, [.. values.Select(value => WebUtility.HtmlEncode(Convert.ToString(value, CultureInfo.CurrentCulture)))]);
    }
}
