using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Ballot.Release;
using MoralePulse.Ballot.Taps;
using MoralePulse.Tree;

namespace MoralePulse.Ballot;

/// <summary>What the process needs to know of this side: how to add it, and its routes.</summary>
public static class BallotSetup
{
    private const int MostConnections = 14;

    /// <summary>Adds admission and release.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="connectionString">Connection of the role <c>moralepulse_ballot</c>.</param>
    public static IServiceCollection AddBallot(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(provider => new BallotDatabase(SideSource.Create(connectionString, MostConnections), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Admission>().AddSingleton<Ledger>().AddSingleton<PassKeys>().AddSingleton<FaultKinds>().AddSingleton<TapAdmission>();
        services.AddSingleton<ReleaseTick>().AddSingleton<CloseOfDay>();
        return services;
    }

    /// <summary>Adds what runs beside requests: the queue of taps, and the ticks of real organisations.</summary>
    public static IServiceCollection AddBallotLoops(this IServiceCollection services)
    {
        services.AddSingleton<AdmissionQueue>().AddHostedService(provider => provider.GetRequiredService<AdmissionQueue>());
        return services.AddHostedService<TickLoop>();
    }

    /// <summary>Maps the tap form and the taps.</summary>
    public static void MapBallot(this IEndpointRouteBuilder routes)
    {
        TapFormEndpoint.Map(routes);
        TapEndpoint.Map(routes);
    }
}
