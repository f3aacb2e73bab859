using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.Trends;

namespace MoralePulse.Web.Pages.Trends;

/// <summary>Which of a unit's or cohort's trends a page shows, and where it is found.</summary>
/// <param name="Grain">How long its periods are.</param>
/// <param name="Measure">What is measured.</param>
/// <param name="Profile">By whose conventions it is read.</param>
public sealed record TrendChoice(Grain Grain, Measure Measure, Profile Profile)
{
    /// <summary>What pages show unless somebody chooses: the weekly share of green, as Making Data Count reads it.</summary>
    public static TrendChoice Usual { get; } = new(Grain.Week, Measure.ShareGreen, Profile.MakingDataCountExcel);

    /// <summary>The choice that an address names. A word that is not known stands for the usual one; reach is counted by the week only.</summary>
    /// <param name="grain">day, week or month.</param>
    /// <param name="measure">green, red, taps or reach.</param>
    /// <param name="profile">excel or r.</param>
    /// <param name="reach">Whether there is a reach: for departments and up.</param>
    public static TrendChoice Of(string? grain, string? measure, string? profile, bool reach)
    {
        var wanted = TrendNames.Measure(measure) ?? Usual.Measure;
        if (wanted == Measure.Reach && !reach) wanted = Usual.Measure;
        return new(
            wanted == Measure.Reach ? Grain.Week : TrendNames.Grain(grain) ?? Usual.Grain, wanted,
            Profile.TryFind(profile, out var known) ? known : Usual.Profile);
    }

    /// <summary>The key of a scope's trend.</summary>
    public TrendKey KeyOf(PulseScope scope) => new(scope, Grain, Measure, Profile);

    /// <summary>The page of a unit or cohort.</summary>
    public string PageOf(PulseScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var path = scope.Kind == "unit" ? Uri.EscapeDataString(scope.Code) : $"{scope.Kind}/{Uri.EscapeDataString(scope.Code)}";
        return $"/trend/{path}{(this == Usual ? "" : "?" + Query)}";
    }

    /// <summary>The same figures for a spreadsheet.</summary>
    public string CsvOf(PulseScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var path = scope.Kind == "unit" ? $"units/{Uri.EscapeDataString(scope.Code)}" : $"cohorts/{scope.Kind}/{Uri.EscapeDataString(scope.Code)}";
        return $"/api/v1/{path}/trend.csv?{Query}";
    }

    private string Query => $"grain={TrendNames.Of(Grain)}&measure={TrendNames.Of(Measure)}&profile={Profile.Name}";
}
