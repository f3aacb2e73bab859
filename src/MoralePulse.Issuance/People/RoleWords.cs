using MoralePulse.Domain.Access;

namespace MoralePulse.Issuance.People;

/// <summary>How roles are written in files, in the database and in JSON.</summary>
public static class RoleWords
{
    private static readonly string[] Words = ["manager", "executive", "administrator", "morale-innovator", "staff-representative", "commissioner"];

    /// <summary>Every role's word.</summary>
    public static IReadOnlyList<string> All => Words;

    /// <summary>A role's word.</summary>
    public static string Of(Role role) => Words[(int)role];

    /// <summary>The role of a word; null where there is none.</summary>
    public static Role? Role(string word) => Array.IndexOf(Words, word) is >= 0 and var at ? (Role)at : null;

    /// <summary>The roles of words; one that is none is left out.</summary>
    public static IReadOnlySet<Role> Roles(IEnumerable<string> words) => words.Select(Role).OfType<Role>().ToHashSet();
}
