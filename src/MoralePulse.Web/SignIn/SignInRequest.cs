using Microsoft.AspNetCore.Authentication;
using MoralePulse.Domain.Organisation;

namespace MoralePulse.Web.SignIn;

/// <summary>What somebody who signs in has asked for; it goes to the provider and back, sealed, as the state.</summary>
/// <param name="Ods">Whose directory she is looked up in.</param>
/// <param name="Shared">Whether others use this computer, too.</param>
/// <param name="ReturnUrl">Where she goes on.</param>
/// <param name="Again">Whether the provider is to ask who she is even if it knows.</param>
internal sealed record SignInRequest(Ods Ods, bool Shared, string? ReturnUrl, bool Again)
{
    /// <summary>As the properties of a challenge. On a shared computer the provider always asks: whoever used it last may still be signed in there.</summary>
    public AuthenticationProperties Properties() => new()
    {
        Items = { ["ods"] = Ods.Value, ["returnUrl"] = ReturnUrl, ["shared"] = Shared ? "true" : null, ["again"] = Again || Shared ? "true" : null },
    };

    /// <summary>The request that properties came from; null for none of ours.</summary>
    public static SignInRequest? Of(AuthenticationProperties? properties) =>
        Ods.TryParse(properties?.GetString("ods"), null, out var ods)
            ? new(ods, properties!.GetString("shared") == "true", properties.GetString("returnUrl"), properties.GetString("again") == "true")
            : null;
}
