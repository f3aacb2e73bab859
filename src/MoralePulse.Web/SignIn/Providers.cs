using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using MoralePulse.Domain.Organisation;

namespace MoralePulse.Web.SignIn;

/// <summary>The providers of this service.</summary>
/// <param name="all">Each with an id and an issuer of its own.</param>
public sealed class Providers(IReadOnlyList<Provider> all)
{
    /// <summary>Every one.</summary>
    public IReadOnlyList<Provider> All => all;

    /// <summary>Those that sign in the people of an organisation.</summary>
    public IReadOnlyList<Provider> Of(Ods ods) => [.. all.Where(provider => provider.Organisations.Contains(ods))];

    /// <summary>The one of an id, or null.</summary>
    public Provider? Find(string? id) => all.FirstOrDefault(provider => provider.Id == id);

    /// <summary>The one that calls itself so, or null.</summary>
    public Provider? OfIssuer(string? issuer) => all.FirstOrDefault(provider => provider.Issuer == issuer);

    /// <summary>Reads <c>OpenIdConnect__Providers__…</c>.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong or missing: in one clear line.</exception>
    public static Providers From(IConfiguration settings, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var all = settings.GetSection("OpenIdConnect:Providers").GetChildren().Select(section => Provider.From(section, environment.IsDevelopment())).ToList();
        foreach (var twice in all.CountBy(provider => provider.Id).Where(count => count.Value > 1)) throw new InvalidOperationException($"OpenIdConnect__Providers: the Id “{twice.Key}” is there twice.");
        foreach (var twice in all.CountBy(provider => provider.Issuer).Where(count => count.Value > 1)) throw new InvalidOperationException($"OpenIdConnect__Providers: the Issuer “{twice.Key}” is there twice.");
        return new(all);
    }

    /// <summary>What a provider publishes of itself; kept for a day, and fetched anew where it may be out of date.</summary>
    /// <exception cref="InvalidOperationException">It can't be reached, or is another one than is set.</exception>
    internal static async Task<OpenIdConnectConfiguration> Published(Provider provider, IOptionsMonitor<OpenIdConnectOptions> options, bool anew, CancellationToken stop)
    {
        IConfigurationManager<OpenIdConnectConfiguration> manager = options.Get(provider.Scheme).ConfigurationManager!;
        if (anew) manager.RequestRefresh();
        var published = await manager.GetConfigurationAsync(stop);
        return published.Issuer == provider.Issuer ? published : throw new InvalidOperationException($"The provider at {provider.Issuer} calls itself by another issuer.");
    }
}
