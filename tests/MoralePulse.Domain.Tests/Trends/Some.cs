using MoralePulse.Domain.Trends;

namespace MoralePulse.Domain.Tests.Trends;

/// <summary>Weekly series made of plain numbers.</summary>
internal static class Some
{
    public static readonly DateOnly Monday = new(2018, 1, 1);

    public static IReadOnlyList<Observation> Weeks(IEnumerable<double> values, DateOnly? first = null) =>
        [.. values.Select((value, week) => new Observation((first ?? Monday).AddDays(7 * week), value))];

    public static Reading Reading(IEnumerable<double> values, Profile? profile = null, Func<ReadingOptions, ReadingOptions>? change = null)
    {
        var options = new ReadingOptions { Profile = profile ?? Profile.MakingDataCountExcel };
        return Xmr.Read(Weeks(values), change is null ? options : change(options));
    }

    /// <summary>An uneventful baseline of 12 around 500 with limits 101 and 899, for tests that fix it.</summary>
    public static IEnumerable<double> Baseline { get; } = [575, 425, 575, 425, 575, 425, 575, 425, 575, 425, 575, 425];
}
