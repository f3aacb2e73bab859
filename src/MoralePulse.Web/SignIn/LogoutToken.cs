using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MoralePulse.Web.SignIn;

/// <summary>A provider's word that somebody has signed out there. Source: OpenID Connect Back-Channel Logout 1.0, sections 2.4 and 2.6.</summary>
/// <param name="MessageId">Its <c>jti</c>.</param>
/// <param name="SessionId">Its <c>sid</c>, or null.</param>
/// <param name="Subject">Its <c>sub</c>, or null.</param>
internal sealed record LogoutToken(string MessageId, string? SessionId, string? Subject)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    // Never "none", and never a secret that we share with the provider: only what its published keys have signed.
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>The issuer that a token claims to be of, before anything is verified; null where it can't be read.</summary>
    public static string? IssuerOf(string token)
    {
        try
        {
            return new JsonWebToken(token).Issuer;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Verifies a token: signature, issuer, audience, time, and that it is a logout token and no ID token. Null where anything of it is wrong.</summary>
    /// <param name="token">As it came.</param>
    /// <param name="provider">Whose it claims to be.</param>
    /// <param name="keys">The provider's published keys.</param>
    /// <param name="now">The server's time.</param>
    public static async Task<LogoutToken?> Verify(string token, Provider provider, IEnumerable<SecurityKey> keys, DateTimeOffset now)
    {
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new()
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = provider.ClientId,
            IssuerSigningKeys = keys,
            RequireSignedTokens = true,
            ValidAlgorithms = Algorithms,
            ValidateLifetime = true,
            LifetimeValidator = (_, expires, _, _) => expires is null || now - Skew < new DateTimeOffset(DateTime.SpecifyKind(expires.Value, DateTimeKind.Utc)),
        });
        return result is { IsValid: true, SecurityToken: JsonWebToken genuine } ? Read(genuine, now) : null;
    }

    private static LogoutToken? Read(JsonWebToken token, DateTimeOffset now)
    {
        if (token.Typ is { Length: > 0 } type && !type.Equals("logout+jwt", StringComparison.OrdinalIgnoreCase) && !type.Equals("JWT", StringComparison.OrdinalIgnoreCase)) return null;
        if (token.TryGetClaim("nonce", out _)) return null;
        if (!token.TryGetPayloadValue<JsonElement>("events", out var events) || events.ValueKind != JsonValueKind.Object || !events.TryGetProperty(Event, out var said) || said.ValueKind != JsonValueKind.Object) return null;
        if (!token.TryGetPayloadValue<long>("iat", out var issued) || DateTimeOffset.FromUnixTimeSeconds(issued) is var at && (at < now - Oldest - Skew || at > now + Skew)) return null;
        var (message, session, subject) = (Text("jti"), Text("sid"), Text("sub"));
        return message is null || session is null && subject is null ? null : new(message, session, subject);

        string? Text(string claim) => token.TryGetPayloadValue<string>(claim, out var value) && value.Length > 0 ? value : null;
    }
}
