namespace MoralePulse.Web.SignIn;

/// <summary>What a provider said of a sign-in, as far as it is needed to end it again. No claim of it is ever a role or a name here.</summary>
/// <param name="Provider">Which provider.</param>
/// <param name="Subject">Its <c>sub</c>.</param>
/// <param name="SessionId">Its <c>sid</c>, where it gives one.</param>
/// <param name="IdToken">The ID token: the provider asks for it when we ask it to sign her out.</param>
internal sealed record ProviderSignIn(Provider Provider, string Subject, string? SessionId, string IdToken);
