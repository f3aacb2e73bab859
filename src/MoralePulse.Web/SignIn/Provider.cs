using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.People;

namespace MoralePulse.Web.SignIn;

/// <summary>An OpenID Connect provider that people sign in with, and for which organisations.</summary>
/// <param name="Id">A short word of its own, part of the addresses that are registered there.</param>
/// <param name="Name">What its people call it: "NHS smartcard".</param>
/// <param name="Issuer">Its <c>iss</c>, exactly as it writes it.</param>
/// <param name="ClientId">What it calls this service.</param>
/// <param name="ClientSecret">The secret that it gave this service.</param>
/// <param name="SubjectClaim">The claim that names a person in directories: <c>sub</c>, or <c>oid</c> of Microsoft Entra ID, whose <c>sub</c> nobody outside knows.</param>
/// <param name="Organisations">Whose people it may sign in.</param>
public sealed record Provider(string Id, string Name, string Issuer, string ClientId, string ClientSecret, string SubjectClaim, IReadOnlySet<Ods> Organisations)
{
    /// <summary>The name under which ASP.NET Core knows it.</summary>
    public string Scheme => "provider-" + Id;

    /// <summary>Where it sends people back to.</summary>
    public string CallbackPath => "/sign-in/callback/" + Id;

    /// <summary>Where its pages come from: the only place that may frame the front-channel sign-out.</summary>
    public string Origin => new Uri(Issuer).GetLeftPart(UriPartial.Authority);

    /// <summary>Reads one of <c>OpenIdConnect__Providers__0__…</c>.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong or missing: in one clear line.</exception>
    internal static Provider From(IConfigurationSection section, bool development)
    {
        string Given(string name, string what) => section[name]?.Trim() is { Length: > 0 } value ? value : throw Wrong($"{name} is missing: write {what}.");
        InvalidOperationException Wrong(string what) => new($"{section.Path.Replace(":", "__", StringComparison.Ordinal)}__{what}");

        var id = Given(nameof(Id), "a short word of small letters and digits, which will be part of the addresses that you register at the provider");
        if (id.Length > 20 || !id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))) throw Wrong("Id must be 1 to 20 small letters and digits.");
        var issuer = Given(nameof(Issuer), "the provider's issuer, such as https://login.example.nhs.uk");
        if (!SignInIdentity.IsIssuer(issuer) || !development && !issuer.StartsWith("https:", StringComparison.Ordinal)) throw Wrong("Issuer must be an https address without query, exactly as the provider writes it.");
        var subject = section[nameof(SubjectClaim)] ?? "sub";
        if (subject is not ("sub" or "oid")) throw Wrong("SubjectClaim must be sub or oid: other claims may be given to another person later.");
        var codes = Given(nameof(Organisations), "the ODS codes of the organisations whose people it signs in, with commas").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var organisations = codes.Select(code => Ods.TryParse(code, null, out var ods) ? ods : throw Wrong($"Organisations has “{code}”, which is no ODS code.")).ToHashSet();
        return new(
            id, Given(nameof(Name), "what its people call it"), issuer, Given(nameof(ClientId), "what the provider calls this service"),
            Given(nameof(ClientSecret), "the secret that the provider gave this service"), subject, organisations);
    }
}
