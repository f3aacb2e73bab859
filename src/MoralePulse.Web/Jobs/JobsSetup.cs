using Hangfire;
using Hangfire.PostgreSql;
using MoralePulse.Tree;

namespace MoralePulse.Web.Jobs;

/// <summary>Hangfire on PostgreSQL, in the schema <c>jobs</c>.</summary>
public static class JobsSetup
{
    /// <summary>Adds Hangfire and its server.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="connectionString">Connection of the role <c>moralepulse_jobs</c>.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, string connectionString)
    {
        services.AddHangfire(hangfire => hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings().UsePostgreSqlStorage(
            postgres => postgres.UseNpgsqlConnection(SideSource.Bounded(connectionString, 8)),
            new PostgreSqlStorageOptions { SchemaName = "jobs", PrepareSchemaIfNecessary = false, QueuePollInterval = TimeSpan.FromSeconds(15) }));
        services.AddHangfireServer(server => (server.WorkerCount, server.ServerName) = (2, "moralepulse"));
        return services.AddScoped<DailyJobs>().AddHostedService<Preparation>();
    }
}
