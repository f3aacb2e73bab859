using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using MoralePulse.Issuance.People;

namespace MoralePulse.Web.SignIn;

/// <summary>What becomes of a provider's answer: the directory says who it is, and what she may do. Of the provider's claims only issuer, subject and session are looked at.</summary>
internal static partial class OpenIdAnswers
{
    /// <summary>Asks the provider to ask for her credentials anew where that is wanted.</summary>
    public static Task Ask(RedirectContext context)
    {
        if (SignInRequest.Of(context.Properties) is { Again: true }) context.ProtocolMessage.Prompt = OpenIdConnectPrompt.Login;
        return Task.CompletedTask;
    }

    /// <summary>The ID token is genuine: keeps what is needed of it for <see cref="Received"/>.</summary>
    public static Task Validated(TokenValidatedContext context, Provider provider)
    {
        var token = context.SecurityToken;
        string? Claim(string type) => token.Claims.FirstOrDefault(claim => claim.Type == type)?.Value;
        if (token.Issuer != provider.Issuer || token.Subject is not { Length: > 0 } subject || Claim(provider.SubjectClaim) is not { Length: > 0 } name || context.TokenEndpointResponse?.IdToken is not { } idToken)
        {
            context.Fail("The ID token has another issuer, or no subject.");
            return Task.CompletedTask;
        }

        context.HttpContext.Items[typeof(ProviderSignIn)] = (new ProviderSignIn(provider, subject, Claim("sid"), idToken), name);
        return Task.CompletedTask;
    }

    /// <summary>Looks her up, and signs her in or says whom to ask.</summary>
    public static async Task Received(TicketReceivedContext context, Provider provider)
    {
        var http = context.HttpContext;
        context.HandleResponse();
        var services = http.RequestServices;
        var providers = services.GetRequiredService<Providers>().Of(SignInRequest.Of(context.Properties) is { } asked ? asked.Ods : default);
        if (SignInRequest.Of(context.Properties) is not { } request || http.Items[typeof(ProviderSignIn)] is not (ProviderSignIn signIn, string name) || !providers.Contains(provider))
        {
            await new SeeOther(SignInPlaces.Failed("provider", null, null)).ExecuteAsync(http);
            return;
        }

        var directory = services.GetRequiredService<Issuance.People.Directory>();
        var identity = new SignInIdentity(provider.Issuer, name);
        if (await directory.FindByIdentity(request.Ods, identity, providers.Count == 1, http.RequestAborted) is not { } person)
        {
            services.GetRequiredService<Onwards>().Keep(http, provider, signIn.IdToken, Onwards.Page);
            await new SeeOther(SignInPlaces.Stranger(request, provider)).ExecuteAsync(http);
            return;
        }

        await Session.Begin(http, person, identity, request.Shared, signIn);
        await SeeOther.Local(request.ReturnUrl, "/tap").ExecuteAsync(http);
    }

    /// <summary>Leads to the page that says what to do.</summary>
    public static Task Failed(RemoteFailureContext context, Provider provider)
    {
        context.HandleResponse();
        var error = context.Failure?.Data["error"] as string;
        var why = error is "access_denied" or "login_required" or "interaction_required" ? "cancelled" : context.Properties is null || context.Failure?.Message == "Correlation failed." ? "lost" : "provider";
        if (why == "provider") Refused(context.HttpContext.RequestServices.GetRequiredService<ILogger<Provider>>(), provider.Id, error ?? context.Failure?.GetType().Name);
        return new SeeOther(SignInPlaces.Failed(why, SignInRequest.Of(context.Properties), provider)).ExecuteAsync(context.HttpContext);
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in with the provider {Provider} failed: {Fault}")]
    private static partial void Refused(ILogger log, string provider, string? fault);
}
