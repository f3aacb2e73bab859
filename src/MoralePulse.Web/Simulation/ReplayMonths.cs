using System.Globalization;
using MoralePulse.Domain.Taps;
using MoralePulse.Insight.Blocks;

namespace MoralePulse.Web.Simulation;

/// <summary>A replay's months beside the file's: pulses and share of green.</summary>
internal static class ReplayMonths
{
    /// <summary>Writes a line for each month of either, and how many taps the live pools were drawn for.</summary>
    public static async Task Tell(IEnumerable<TracePulse> pulses, IReadOnlyList<BlockSums> sums, int counted, long live, TextWriter output)
    {
        var file = pulses.GroupBy(pulse => new DateOnly(pulse.Date.Value.Year, pulse.Date.Value.Month, 1))
            .ToDictionary(month => month.Key, month => (Total: (long)month.Count(), Green: (long)month.Count(pulse => pulse.Mood == Mood.Green)));
        var published = sums.GroupBy(sum => sum.Month).ToDictionary(month => month.Key, month => (Total: month.Sum(sum => sum.Total), Green: month.Sum(sum => sum.Green)));
        await output.WriteLineAsync("month     in file  green %   published  green %");
        foreach (var month in file.Keys.Union(published.Keys).Order())
        {
            var (read, shown) = (file.GetValueOrDefault(month), published.GetValueOrDefault(month));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{month:yyyy-MM} {read.Total,9} {Percent(read.Green, read.Total),8:0.0} {shown.Total,11} {Percent(shown.Green, shown.Total),8:0.0}"));
        }

        var blocks = sums.Where(sum => sum.Kind == "live").ToList();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"drawn into live pools: {live} ({Percent(live, counted):0.0} %)"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"blocks of live pools: {blocks.Sum(sum => sum.Blocks)}, taps in them: {blocks.Sum(sum => sum.Total)}; smallest block: {sums.Min(sum => sum.Smallest)} taps"));
    }

    private static double Percent(long part, long whole) => whole == 0 ? 0 : 100.0 * part / whole;
}
