using System.Xml.Linq;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MoralePulse.Insight.Trends;
using MoralePulse.Web.Charts;

namespace MoralePulse.Story.Tests.Charts;

/// <summary>What a chart component draws, as a browser would get it.</summary>
internal sealed class Drawn(XElement root, string markup)
{
    public string Markup => markup;

    public static Task<Drawn> Chart(Trend trend, string name = "Surgery") => Of<SpcChart>(new() { ["Trend"] = trend, ["Name"] = name });

    public static Task<Drawn> Drawing(Trend trend, ChartSize size, string name = "Surgery") => Of<SpcDrawing>(new()
    {
        ["Trend"] = trend,
        ["Frame"] = new ChartFrame(ChartScale.Of([trend], size.MostPeriods)!, size),
        ["Aloud"] = new ChartAloud(trend, name),
    });

    public static async Task<Drawn> Of<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var markup = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return new(XElement.Parse($"<drawn>{markup.Replace(" download", "", StringComparison.Ordinal)}</drawn>"), markup);
    }

    /// <summary>Elements that carry a class.</summary>
    public IReadOnlyList<XElement> WithClass(string name) => [.. root.Descendants().Where(element => ((string?)element.Attribute("class"))?.Split(' ').Contains(name) == true)];

    /// <summary>The path of the one element with a class.</summary>
    public string Path(string name) => (string)WithClass(name).Single().Attribute("d")!;

    public IReadOnlyList<XElement> All(string element) => [.. root.Descendants(element)];
}
