using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.Keys;
using MoralePulse.Issuance.Mailbox;
using MoralePulse.Issuance.Passes;
using MoralePulse.Issuance.People;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Tree;

namespace MoralePulse.Issuance;

/// <summary>What the process needs to know of this side: how to add it, and its routes.</summary>
public static class IssuanceSetup
{
    private const int MostConnections = 10;

    /// <summary>Adds the directory, imports, keys and passes.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="connectionString">Connection of the role <c>moralepulse_issuance</c>.</param>
    public static IServiceCollection AddIssuance(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new IssuanceDatabase(SideSource.Create(connectionString, MostConnections), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => MasterKey.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<PassKeyUpkeep>().AddSingleton<PassOffice>().AddSingleton<People.Directory>().AddSingleton<Mailbox.Mailbox>();
        services.AddSingleton<OrganisationSettings>().AddSingleton<Contacts>().AddSingleton<Logos>().AddSingleton<ShiftList>().AddSingleton<PersonDesk>().AddSingleton<AuditTrail>().AddSingleton<WallTrail>();
        services.AddSingleton<KeyFingerprint>().AddSingleton<Restore.UntoldRestore>().AddSingleton<FirstRun>().AddSingleton<SetUpCode>().AddSingleton<ImportDrafts>().AddSingleton<ImportDesk>();
        return services.AddSingleton<OrganisationImport>().AddSingleton<SimulatedClock>();
    }

    /// <summary>Maps the key list, passes and the signed-in person.</summary>
    public static void MapIssuance(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<MasterKey>(); // a wrong one stops the start, not the first collection
        KeyListEndpoint.Map(routes);
        PassEndpoint.Map(routes);
        MeEndpoint.Map(routes);
        MailboxEndpoints.Map(routes);
    }
}
