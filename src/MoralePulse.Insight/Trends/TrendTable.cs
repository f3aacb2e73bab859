using System.Globalization;
using System.Text;

namespace MoralePulse.Insight.Trends;

/// <summary>A trend as a table for spreadsheets: RFC 4180, with a byte-order mark, so that Excel reads it as UTF-8.</summary>
public static class TrendTable
{
    /// <summary>The table: a line for each complete period, and one for the period so far. Numbers with a point; limits as they are, not clamped.</summary>
    public static string Csv(Trend trend)
    {
        ArgumentNullException.ThrowIfNull(trend);
        var text = new StringBuilder("\uFEFFperiod,measure,value,taps,average,lower limit,upper limit,target,special cause,meaning,judged\r\n");
        foreach (var point in trend.Points)
        {
            var group = trend.Groups[point.Group];
            Line(point.Date, point.Value, point.N, group.Mean, group.Lower, group.Upper, point.Cause, judged: group.NoLimits is null ? "yes" : "no");
        }

        if (trend.SoFar is { } soFar) Line(soFar.Date, soFar.Value, soFar.N, null, null, null, null, judged: "not over yet");
        return text.ToString();

        void Line(DateOnly date, double value, long? n, double? mean, double? lower, double? upper, PointCause? cause, string judged) => text.Append(CultureInfo.InvariantCulture,
            $"{date:yyyy-MM-dd},{trend.Measure},{Round(value)},{n},{Round(mean)},{Round(lower)},{Round(upper)},{trend.Target?.Value},{(cause is null ? "" : $"{cause.Rule} {cause.Way}")},{cause?.Meaning},{judged}\r\n");
    }

    /// <summary>"unit-week-green": safe in any file system.</summary>
    public static string FileName(Trend trend)
    {
        ArgumentNullException.ThrowIfNull(trend);
        var name = string.Concat(trend.Unit.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
        return $"{name}-{trend.Grain}-{trend.Measure}";
    }

    private static double? Round(double? value) => value is { } number ? Math.Round(number, 4) : null;
}
