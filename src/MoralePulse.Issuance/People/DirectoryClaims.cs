using System.Security.Claims;
using MoralePulse.Domain.Organisation;

namespace MoralePulse.Issuance.People;

/// <summary>What a sign-in says about a person: whose directory and which entry. Everything else is read from the directory.</summary>
public static class DirectoryClaims
{
    /// <summary>Claim type of the ODS code.</summary>
    public const string Ods = "ods";

    /// <summary>Claim type of the staff number.</summary>
    public const string Person = "person";

    /// <summary>The directory entry that a sign-in names; null where there is none.</summary>
    public static (Ods Ods, string Person)? Of(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.FindFirst(Person)?.Value is { } person && Domain.Organisation.Ods.TryParse(user.FindFirst(Ods)?.Value, null, out var ods) ? (ods, person) : null;
    }
}
