using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MoralePulse.Issuance.People;

namespace MoralePulse.Issuance.Import;

/// <summary>A person whose unit changes.</summary>
/// <param name="Person">Staff number.</param>
/// <param name="From">Name of the unit she was in; null for a joiner.</param>
/// <param name="To">Name of the unit she will be in; null for a leaver.</param>
public sealed record PersonMove(string Person, string? From, string? To);

/// <summary>A unit that opens, closes or moves.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">Name of the unit that it hung under; null where it opens.</param>
/// <param name="To">Name of the unit that it will hang under; null where it closes, empty for the organisation itself.</param>
public sealed record UnitMove(string Name, string? From, string? To);

/// <summary>A person whose roles change.</summary>
/// <param name="Person">Staff number.</param>
/// <param name="Before">Her roles before, with spaces.</param>
/// <param name="After">Her roles after, with spaces.</param>
public sealed record RoleMove(string Person, string Before, string After);

/// <summary>A sign-in identity that somebody gains or loses who was there and stays.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="From">Staff number of whoever loses it; null where nobody does who stays.</param>
/// <param name="To">Staff number of whoever has it now, a joiner included; null where nobody does.</param>
public sealed record IdentityMove(SignInIdentity Identity, string? From, string? To);

/// <summary>Everything that an import changes: what the preview shows and what the import does come from the same reckoning.</summary>
public sealed record ImportPlan
{
    /// <summary>The same in numbers.</summary>
    public ImportChanges Changes { get; init; } = new();

    /// <summary>Who joins, moves and leaves.</summary>
    public IReadOnlyList<PersonMove> People { get; init; } = [];

    /// <summary>Units that open, move and close.</summary>
    public IReadOnlyList<UnitMove> Units { get; init; } = [];

    /// <summary>Whose roles change, leavers included.</summary>
    public IReadOnlyList<RoleMove> Roles { get; init; } = [];

    /// <summary>Who gains or loses a sign-in identity, of those who stay.</summary>
    public IReadOnlyList<IdentityMove> Identities { get; init; } = [];

    /// <summary>What to think about first, in words.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether so much changes that it is asked for twice.</summary>
    public bool AsksTwice { get; init; }

    /// <summary>A short name of all this: the same only if everything is.</summary>
    public string Fingerprint
    {
        get
        {
            var all = new StringBuilder(Changes.ToString());
            foreach (var line in People.Select(one => one.ToString()).Concat(Units.Select(one => one.ToString())).Concat(Roles.Select(one => one.ToString())).Concat(Identities.Select(one => one.ToString())).Order(StringComparer.Ordinal))
                all.Append(CultureInfo.InvariantCulture, $"\n{line}");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
        }
    }
}
