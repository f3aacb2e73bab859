using System.Text.Json;
using MoralePulse.Domain.Trends;

namespace MoralePulse.Domain.Tests.Trends;

/// <summary>A series, and how the R package NHSRplotthedots 0.2.2 really read it.</summary>
internal sealed class SpcCase(JsonElement root)
{
    public string Id { get; } = root.GetProperty("id").GetString()!;

    public JsonElement Expected { get; } = root.GetProperty("expected");

    public ReadingOptions Options { get; } = OptionsOf(root.GetProperty("options"));

    /// <summary>In the order that the package was given.</summary>
    public IReadOnlyList<Observation> Observations { get; } =
        [.. root.GetProperty("input").GetProperty("dates").EnumerateArray().Zip(root.GetProperty("input").GetProperty("values").EnumerateArray(), (date, value) => new Observation(Date(date), value.GetDouble()))];

    /// <summary>The cases of the repository: edge cases and weekly shares, all synthetic.</summary>
    public static IReadOnlyList<SpcCase> OfRepository() => Read(Path.Combine(AppContext.BaseDirectory, "Trends", "cases"), _ => true);

    /// <summary>The package's own series and real attendances, which lie beside the clone; null where they don't.</summary>
    public static IReadOnlyList<SpcCase>? BesideTheClone()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var cases = Path.Combine(folder.FullName, "shared", "fixtures", "spc");
            if (Directory.Exists(cases)) return Read(cases, name => name[0] is 'a' or 'b');
        }

        return null;
    }

    public static DateOnly Date(JsonElement date) => DateOnly.ParseExact(date.GetString()!, "yyyy-MM-dd");

    private static List<SpcCase> Read(string folder, Predicate<string> wanted) =>
        [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Where(file => wanted(Path.GetFileName(file))).Select(file => new SpcCase(JsonDocument.Parse(File.ReadAllText(file)).RootElement))];

    private static ReadingOptions OptionsOf(JsonElement options) => new()
    {
        Profile = Profile.PlotTheDotsR,
        Better = options.GetProperty("improvement_direction").GetString() switch { "increase" => Better.More, "decrease" => Better.Fewer, _ => Better.Neither },
        Target = options.GetProperty("target") is { ValueKind: JsonValueKind.Number } target ? target.GetDouble() : null,
        FixAfter = options.GetProperty("fix_after_n_points") is { ValueKind: JsonValueKind.Number } points ? points.GetInt32() : null,
        Screens = options.GetProperty("screen_outliers").GetBoolean(),
        RebaseDates = [.. options.GetProperty("rebase_dates").EnumerateArray().Select(Date)],
    };
}
