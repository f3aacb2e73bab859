using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Web.Health;

/// <summary>Whether the service can count a tap: prepared, and every side's database answers.</summary>
/// <param name="connectionStrings">The runtime connections.</param>
public sealed class Readiness(IReadOnlyList<string> connectionStrings)
{
    private readonly NpgsqlDataSource[] databases = [.. connectionStrings.Select(connection => SideSource.Create(connection, 1))];

    /// <summary>Whether what must be there before the first tap has been made.</summary>
    public bool Prepared { get; set; }

    /// <summary>Asks every database.</summary>
    public async Task<bool> Check(CancellationToken stop)
    {
        if (!Prepared) return false;
        foreach (var database in databases)
        {
            // A connection that was kept while the server restarted fails once, although the server is back.
            if (!await Answers(database, stop) && !await Answers(database, stop)) return false;
        }

        return true;
    }

    private static async Task<bool> Answers(NpgsqlDataSource database, CancellationToken stop)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(stop);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>Maps <c>/healthz/live</c> and <c>/healthz/ready</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz/live", () => "live").ExcludeFromDescription();
        routes.MapGet("/healthz/ready", async (Readiness readiness, CancellationToken stop) =>
            await readiness.Check(stop) ? Results.Text("ready") : Results.Text("not ready", statusCode: 503)).ExcludeFromDescription();
    }
}
