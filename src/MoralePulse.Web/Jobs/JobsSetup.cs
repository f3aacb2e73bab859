using Hangfire;
using Hangfire.PostgreSql;
using MoralePulse.Tree;

namespace MoralePulse.Web.Jobs;

/// <summary>Hangfire on PostgreSQL, in the schema <c>jobs</c>.</summary>
public static class JobsSetup
{
    /// <summary>
    /// Where jobs are kept. A lock of a process that died is taken over after a minute, not after ten: jobs are short and may run twice, and pass keys and closes must not wait.
    /// </summary>
    internal static PostgreSqlStorageOptions Storage => new()
    {
        SchemaName = "jobs",
        PrepareSchemaIfNecessary = false,
        QueuePollInterval = TimeSpan.FromSeconds(15),
        DistributedLockTimeout = TimeSpan.FromMinutes(1),
    };

    /// <summary>Adds Hangfire and its server.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="connectionString">Connection of the role <c>moralepulse_jobs</c>.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, string connectionString)
    {
        services.AddHangfire(hangfire => hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings().UsePostgreSqlStorage(
            postgres => postgres.UseNpgsqlConnection(SideSource.Bounded(connectionString, 8)),
            Storage));
        services.AddHangfireServer(server => (server.WorkerCount, server.ServerName) = (2, "moralepulse"));
        return services.AddScoped<DailyJobs>().AddScoped<SetUpJobs>().AddScoped(provider => new SessionUpkeep(provider.GetRequiredService<SignIn.SessionBook>())).AddHostedService<Preparation>();
    }
}
