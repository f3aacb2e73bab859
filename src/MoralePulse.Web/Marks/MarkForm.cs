using System.Globalization;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Pulses;
using MoralePulse.Tree;
using MoralePulse.Web.Pages.Trends;

namespace MoralePulse.Web.Marks;

/// <summary>What a form of the trend page sent.</summary>
/// <param name="form">Its fields.</param>
internal sealed class MarkForm(IFormCollection form)
{
    public string Value => Field("value");

    public string Date => Field("date");

    public bool Rebases => Field("sort") == "rebase";

    public string Why => Field("why");

    public bool TakesAway => Field("act") == "remove";

    /// <summary>The target in per cent, as people write one: "70", "70.5", "70%".</summary>
    public double? Percent => double.TryParse(Value.TrimEnd('%').TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100 ? percent : null;

    public DateOnly? Day => DateOnly.TryParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Whose chart; null where the organisation has no such unit or cohort.</summary>
    public PulseScope? ScopeIn(OrganisationSnapshot here) => PulseScope.Find(Field("scope"), here);

    /// <summary>The trend that the form stood on.</summary>
    public TrendChoice Choice => TrendChoice.Of(Field("grain"), Field("measure"), Field("profile"), reach: true);

    public Measure Measure => Choice.Measure;

    public RefusedMark Refused(string name, string field, string detail) => new(name, field, detail, Value, Date, Rebases, Why);

    private string Field(string name) => form[name].ToString().Trim();
}
