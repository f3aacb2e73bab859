namespace MoralePulse.Web.Marks;

/// <summary>What a leader sent that was refused, to be shown again as she typed it.</summary>
/// <param name="Form">target, note or withdraw.</param>
/// <param name="Field">The field that is wrong: value, date or why.</param>
/// <param name="Detail">What is wrong and what to do.</param>
/// <param name="Value">The target as she typed it.</param>
/// <param name="Date">The date as it was sent.</param>
/// <param name="Rebases">Whether average and limits should begin anew.</param>
/// <param name="Why">Her reason.</param>
public sealed record RefusedMark(string Form, string Field, string Detail, string Value, string Date, bool Rebases, string Why)
{
    /// <summary>The id of the field that is wrong, for the link in the error summary.</summary>
    public string At => Form == "withdraw" ? "marks" : $"{Form}-{Field}";

    /// <summary>What is wrong with a field; null where nothing is.</summary>
    public string? Of(string form, string field) => Form == form && Field == field ? Detail : null;
}
