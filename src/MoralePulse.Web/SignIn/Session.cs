using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.StaticAssets;
using MoralePulse.Issuance.People;

namespace MoralePulse.Web.SignIn;

/// <summary>What a sign-in leaves in the browser: a cookie that names a directory entry and the identity that it was found by, when it began, whether others use this computer, and the id by which it can be ended.</summary>
internal static class Session
{
    /// <summary>Name of the ID token among the cookie's properties.</summary>
    public const string IdToken = "id_token";

    private const string Shared = "shared";
    private const string Id = "session";
    private const string Began = "began";
    private const string ProviderId = "provider";
    private const string Issuer = "issuer";
    private const string Subject = "subject";

    /// <summary>Signs a person in on this browser.</summary>
    /// <param name="context">The request that signs her in.</param>
    /// <param name="person">Her directory entry.</param>
    /// <param name="signedInAs">What the directory was asked for: the session lasts while that is hers.</param>
    /// <param name="shared">Whether others use this computer, too.</param>
    /// <param name="signIn">What the provider said; null for the demonstration sign-in.</param>
    public static async Task Begin(HttpContext context, DirectoryPerson person, SignInIdentity signedInAs, bool shared, ProviderSignIn? signIn)
    {
        var services = context.RequestServices;
        var options = services.GetRequiredService<SignInOptions>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var id = await services.GetRequiredService<SessionBook>().Begin(options.Longest(shared), signIn, context.RequestAborted);
        var identity = new ClaimsIdentity(
            [new(DirectoryClaims.Ods, person.Ods.Value), new(DirectoryClaims.Person, person.Person), new(Id, id), new(Issuer, signedInAs.Issuer), new(Subject, signedInAs.Subject)],
            CookieAuthenticationDefaults.AuthenticationScheme);
        if (shared) identity.AddClaim(new(Shared, "true"));

        var properties = shared ? new AuthenticationProperties { IsPersistent = false, AllowRefresh = false, ExpiresUtc = now + options.Longest(true) } : new() { IsPersistent = true };
        properties.Items[Began] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        if (signIn is not null)
        {
            properties.Items[ProviderId] = signIn.Provider.Id;
            properties.StoreTokens([new() { Name = IdToken, Value = signIn.IdToken }]);
        }

        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity), properties);
    }

    /// <summary>Refuses a cookie whose session has ended: signed out here or at the provider, as old as one may be, or made with an identity that is hers no longer.</summary>
    public static async Task Validate(CookieValidatePrincipalContext cookie)
    {
        var context = cookie.HttpContext;
        if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return; // a page's styles are for everybody, and many
        var services = context.RequestServices;
        var longest = services.GetRequiredService<SignInOptions>().Longest(IsShared(cookie.Principal));
        if (IdOf(cookie.Principal) is { } id && long.TryParse(cookie.Properties.GetString(Began), CultureInfo.InvariantCulture, out var began)
            && services.GetRequiredService<TimeProvider>().GetUtcNow() < DateTimeOffset.FromUnixTimeSeconds(began) + longest
            && (await services.GetRequiredService<SessionBook>().Living([id], context.RequestAborted)).Contains(id))
        {
            if (await IsStillHers(cookie.Principal, services.GetRequiredService<Issuance.People.Directory>(), services.GetRequiredService<Providers>(), context.RequestAborted)) return;
            await services.GetRequiredService<SessionBook>().End(id, context.RequestAborted); // for a copy of the cookie too, whoever the identity is given to later
        }

        cookie.RejectPrincipal();
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>
    /// Whether the directory still gives the identity that a sign-in was made with to the person that it names. Otherwise whoever an account was taken from, or whose account was
    /// written into the wrong line, would stay signed in as her for weeks. Who is in no directory any more is for the directory to say, not for her identity.
    /// </summary>
    public static async Task<bool> IsStillHers(ClaimsPrincipal? user, Issuance.People.Directory directory, Providers providers, CancellationToken stop)
    {
        if (user is null || DirectoryClaims.Of(user) is not var (ods, person) || user.FindFirst(Issuer)?.Value is not { } issuer || user.FindFirst(Subject)?.Value is not { } subject) return false;
        var onlyProvider = providers.Of(ods) is [var only] && only.Issuer == issuer;
        return await directory.Find(ods, person, stop) is not { } found || found.IsCalled(new(issuer, subject), onlyProvider);
    }

    /// <summary>Whether a sign-in was made on a shared computer.</summary>
    public static bool IsShared(ClaimsPrincipal? user) => user?.HasClaim(Shared, "true") ?? false;

    /// <summary>The id by which a sign-in can be ended; null for nobody.</summary>
    public static string? IdOf(ClaimsPrincipal? user) => user?.FindFirst(Id)?.Value;

    /// <summary>The id of the provider that a sign-in came from; null for the demonstration's.</summary>
    public static string? ProviderOf(AuthenticationProperties? properties) => properties?.GetString(ProviderId);
}
