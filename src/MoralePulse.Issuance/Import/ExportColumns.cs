using System.Text.Json;
using MoralePulse.Domain;

namespace MoralePulse.Issuance.Import;

/// <summary>Which column of an export means what, by the names in its first line. Null: no column does.</summary>
public sealed record ExportColumns
{
    /// <summary>Staff number.</summary>
    public string? Person { get; init; }

    /// <summary>What the identity provider calls somebody; without it, identities are kept as they are and added by hand.</summary>
    public string? Subject { get; init; }

    /// <summary>Where notices are sent.</summary>
    public string? Email { get; init; }

    /// <summary>Staff group.</summary>
    public string? StaffGroup { get; init; }

    /// <summary>Roles beside staff; without it, roles are kept as they are and given by hand.</summary>
    public string? Roles { get; init; }

    /// <summary>Name of somebody's directorate.</summary>
    public string? Directorate { get; init; }

    /// <summary>Name of her department.</summary>
    public string? Department { get; init; }

    /// <summary>Name of her team.</summary>
    public string? Team { get; init; }

    /// <summary>The columns of the levels that were chosen, topmost first.</summary>
    internal IEnumerable<string> Levels => new[] { Directorate, Department, Team }.OfType<string>();

    internal IEnumerable<string> All => new[] { Person, Subject, Email, StaffGroup, Roles }.OfType<string>().Concat(Levels);

    /// <summary>The first level whose column is another thing already, and what is wrong with that; null where each has its own. What somebody signs in with may be her staff number or e-mail address.</summary>
    internal (string Field, string What)? Clash()
    {
        var above = new List<string>();
        foreach (var (field, column) in new[] { ("directorate", Directorate), ("department", Department), ("team", Team) })
        {
            if (column is null) continue;
            if (above.Contains(column)) return (field, Phrase.With(ImportTexts.LevelColumnTwice, column));
            if (column == Person || column == Subject || column == Email) return (field, Phrase.With(ImportTexts.LevelColumnOfPerson, column));
            above.Add(column);
        }

        return null;
    }

    internal string ToJson() => JsonSerializer.Serialize(this);

    internal static ExportColumns? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize<ExportColumns>(json);
}
