namespace MoralePulse.Web.SignIn;

/// <summary>Addresses of the pages around sign-in.</summary>
internal static class SignInPlaces
{
    /// <summary>Where an organisation's people choose how to sign in.</summary>
    public static string Choose(string ods, string? returnUrl) => "/sign-in" + Query(("ods", ods), ("returnUrl", returnUrl));

    /// <summary>Where a sign-in with a provider begins.</summary>
    public static string Go(SignInRequest request, Provider provider) =>
        "/sign-in/go" + Query(("provider", provider.Id), ("ods", request.Ods.Value), ("shared", request.Shared ? "true" : "false"), ("again", request.Again ? "true" : null), ("returnUrl", request.ReturnUrl));

    /// <summary>What somebody is told whom the directory doesn't know.</summary>
    public static string Stranger(SignInRequest request, Provider provider) =>
        "/sign-in/stranger" + Query(("ods", request.Ods.Value), ("provider", provider.Id), ("shared", request.Shared ? "true" : null), ("returnUrl", request.ReturnUrl));

    /// <summary>What somebody is told whose sign-in came to nothing.</summary>
    /// <param name="why">cancelled, lost, unreachable or provider.</param>
    /// <param name="request">What she had asked for, where that is known.</param>
    /// <param name="provider">Where.</param>
    public static string Failed(string why, SignInRequest? request, Provider? provider) =>
        "/sign-in/failed" + Query(("why", why), ("ods", request?.Ods.Value), ("provider", provider?.Id), ("returnUrl", request?.ReturnUrl));

    private static string Query(params (string Name, string? Value)[] parts) =>
        QueryString.Create(parts.Where(part => part.Value is { Length: > 0 }).Select(part => KeyValuePair.Create(part.Name, part.Value))).ToString();
}
