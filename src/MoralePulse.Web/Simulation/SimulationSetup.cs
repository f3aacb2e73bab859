using Microsoft.Extensions.DependencyInjection.Extensions;
using MoralePulse.Ballot;
using MoralePulse.Insight;
using MoralePulse.Issuance;
using MoralePulse.Issuance.Notices;
using MoralePulse.Web.Notices;

namespace MoralePulse.Web.Simulation;

/// <summary>Adds drivers of simulated clocks.</summary>
internal static class SimulationSetup
{
    /// <summary>Adds what drives simulated organisations beside requests; in Development also the demonstration's staff, who sign in as anybody may there.</summary>
    public static void AddSimulation(this WebApplicationBuilder builder, string jobsConnection)
    {
        builder.Services.AddSimulationStep(jobsConnection);
        if (builder.Environment.IsDevelopment() && builder.Configuration.GetValue("DemonstrationSignIn:Enabled", true)) builder.Services.AddHostedService<DemonstrationDriver>();
        builder.Services.AddHostedService<RealTimeDriver>();
    }

    /// <summary>The sides in a command's process, as quick as a simulation may be: what a crash may lose of it can be made again.</summary>
    /// <exception cref="InvalidOperationException">A connection string is missing.</exception>
    public static ServiceProvider InProcess(IConfiguration settings)
    {
        string Connection(string side) => settings.GetConnectionString(side) ?? throw new InvalidOperationException($"ConnectionStrings__{side} is not set.");
        static string Quick(string connection) => new Npgsql.NpgsqlConnectionStringBuilder(connection) { Options = "-c synchronous_commit=off", MaxAutoPrepare = 20, AutoPrepareMinUsages = 3 }.ConnectionString;
        var services = new ServiceCollection();
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging().AddSingleton(settings);
        services.AddNotices(settings).AddSingleton<DigestRound>();
        services.AddIssuance(Quick(Connection("Issuance"))).AddBallot(Quick(Connection("Ballot"))).AddInsight(Quick(Connection("Insight")));
        services.AddSimulationStep(Connection("Jobs"));
        return services.BuildServiceProvider();
    }

    private static void AddSimulationStep(this IServiceCollection services, string jobsConnection) =>
        services.AddSingleton(new LockConnection(jobsConnection)).AddSingleton<SimulationStep>();
}
