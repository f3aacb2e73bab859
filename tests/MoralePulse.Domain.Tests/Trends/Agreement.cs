using System.Text.Json;
using MoralePulse.Domain.Trends;

namespace MoralePulse.Domain.Tests.Trends;

/// <summary>Compares a reading with a case's: values to 1e-9, flags exactly.</summary>
internal sealed class Agreement
{
    private const double Tolerance = 1e-9;

    private readonly List<string> differences = [];

    public Agreement(SpcCase given)
    {
        var reading = Xmr.Read(given.Observations, given.Options);
        var points = given.Expected.GetProperty("points");
        Points = points.GetArrayLength();
        Same($"{given.Id}: points", reading.Points.Count, Points);
        foreach (var (point, expected) in reading.Points.Zip(points.EnumerateArray()))
        {
            var before = differences.Count;
            ComparePoint($"{given.Id} on {point.Date:yyyy-MM-dd}", point, expected);
            if (differences.Count == before) AgreeingPoints++;
        }

        Same($"{given.Id}: groups", reading.Groups.Count, given.Expected.GetProperty("groups").GetArrayLength());
        foreach (var (group, expected) in reading.Groups.Zip(given.Expected.GetProperty("groups").EnumerateArray())) CompareGroup($"{given.Id}, group {group.Number}", reading, group, expected);

        Same($"{given.Id}: variation", reading.Variation is { } variation ? PlotTheDotsNames.VariationIcon(variation) : null, given.Expected.GetProperty("variation_icon").GetString());
        Same($"{given.Id}: assurance", reading.Assurance is { } type ? PlotTheDotsNames.AssuranceType(type) : null, given.Expected.GetProperty("assurance_type").GetString());
        Same($"{given.Id}: assurance icon", reading.Assurance is { } icon ? PlotTheDotsNames.AssuranceIcon(icon) : null, given.Expected.GetProperty("assurance_icon").GetString());
        Same($"{given.Id}: last point", PlotTheDotsNames.PointType(reading.Latest?.Cause), given.Expected.GetProperty("last_point_type").GetString());
        Same($"{given.Id}: warning of a short group", reading.Groups.Any(group => group.IsShort), given.Expected.GetProperty("warnings").GetArrayLength() > 0);
    }

    public int Points { get; }

    public int AgreeingPoints { get; }

    public IReadOnlyList<string> Differences => differences;

    private void ComparePoint(string where, TrendPoint point, JsonElement expected)
    {
        var limits = point.Group.Limits as Limits.Known;
        Same($"{where}: date", point.Date, SpcCase.Date(expected.GetProperty("date")));
        Same($"{where}: value", point.Value, expected.GetProperty("value").GetDouble());
        Same($"{where}: group", point.Group.Number, expected.GetProperty("rebase_group").GetInt32());
        Same($"{where}: in baseline", point.InBaseline, expected.GetProperty("in_baseline").GetBoolean());
        Near($"{where}: mean", point.Group.Mean, expected.GetProperty("mean"));
        Near($"{where}: lower limit", limits?.Lower, expected.GetProperty("lpl"));
        Near($"{where}: upper limit", limits?.Upper, expected.GetProperty("upl"));
        Same($"{where}: side", (int)point.Side, expected.GetProperty("relative_to_mean").GetInt32());
        Same($"{where}: outside", limits?.IsOutside(point.Value), Flag(expected.GetProperty("outside_limits")));
        Same($"{where}: close", limits is null ? null : limits.IsFar(point.Value) && !limits.IsOutside(point.Value), Flag(expected.GetProperty("close_to_limits")));
        Same($"{where}: rule", PlotTheDotsNames.SpecialCauseType(point.Cause), expected.GetProperty("special_cause_type").GetString());
        Same($"{where}: special cause", point.Cause is not null, expected.GetProperty("special_cause_flag").GetBoolean());
        Same($"{where}: meaning", PlotTheDotsNames.PointType(point.Cause), expected.GetProperty("point_type").GetString());
        Same($"{where}: short group", point.Group.IsShort, expected.GetProperty("short_group_warning").GetBoolean());
    }

    private void CompareGroup(string where, Reading reading, RebaseGroup group, JsonElement expected)
    {
        Same($"{where}: number", group.Number, expected.GetProperty("rebase_group").GetInt32());
        Same($"{where}: points", group.Points, expected.GetProperty("n").GetInt32());
        Same($"{where}: baseline", group.BaselinePoints, expected.GetProperty("n_baseline").GetInt32());
        Near($"{where}: mean", group.Mean, expected.GetProperty("mean"));
        Near($"{where}: lower limit", (group.Limits as Limits.Known)?.Lower, expected.GetProperty("lpl"));
        Near($"{where}: upper limit", (group.Limits as Limits.Known)?.Upper, expected.GetProperty("upl"));
        foreach (var (name, type) in new[] { ("common_cause", "common_cause"), ("improvement", "special_cause_improvement"), ("concern", "special_cause_concern"), ("neutral_high", "special_cause_neutral_high"), ("neutral_low", "special_cause_neutral_low") })
            Same($"{where}: {name}", reading.Points.Count(point => point.Group == group && PlotTheDotsNames.PointType(point.Cause) == type), expected.GetProperty(name).GetInt32());
    }

    private static bool? Flag(JsonElement flag) => flag.ValueKind == JsonValueKind.Null ? null : flag.GetBoolean();

    private void Near(string what, double? actual, JsonElement expected)
    {
        double? wanted = expected.ValueKind == JsonValueKind.Null ? null : expected.GetDouble();
        if (actual is { } one && wanted is { } other && Math.Abs(one - other) <= Tolerance * Math.Max(1, Math.Abs(other))) return;
        Same(what, actual, wanted);
    }

    private void Same<T>(string what, T actual, T expected)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected)) differences.Add($"{what} is {actual}, should be {expected}");
    }
}
