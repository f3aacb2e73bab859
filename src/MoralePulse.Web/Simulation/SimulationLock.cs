using MoralePulse.Domain.Organisation;
using Npgsql;

namespace MoralePulse.Web.Simulation;

/// <summary>
/// The right to drive simulated organisations' clocks: session advisory locks over a connection of their own, so that a driver that dies loses them.
/// There are two for each organisation: the one who holds "drive" moves the clock; one who needs it for herself holds "want" beside it, and the
/// real-time driver, which steps in only where nobody else does, lets go of "drive" when it sees that.
/// </summary>
internal sealed class SimulationLock : IAsyncDisposable
{
    private const string Want = "('want', @ods)";
    private const string Drive = "('drive', @ods)";

    private readonly NpgsqlConnection connection;

    private SimulationLock(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Opens the connection that holds the locks. It is not from a pool: there a closed connection keeps its locks until it is used again.</summary>
    /// <param name="connectionString">That of the role <c>moralepulse_jobs</c>, who alone may take them.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<SimulationLock> Open(string connectionString, CancellationToken stop)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(stop);
        return new(connection);
    }

    /// <summary>Takes an organisation for a driver of its own; waits until another such has ended. The organisation need not exist yet.</summary>
    public async Task Take(Ods ods, CancellationToken stop)
    {
        await Ask($"select jobs.take{Want}", ods, stop);
        await Ask($"select jobs.take{Drive}", ods, stop);
    }

    /// <summary>Takes an organisation that nobody drives or wants to drive; false where somebody does.</summary>
    public async Task<bool> TakeIdle(Ods ods, CancellationToken stop)
    {
        if (await Ask($"select jobs.take_free{Drive}", ods, stop) is not true) return false;
        if (await IsUnwanted(ods, stop)) return true;
        await LetGo(ods, stop);
        return false;
    }

    /// <summary>Whether nobody waits to drive it herself.</summary>
    /// <exception cref="NpgsqlException">The connection, and with it every lock, is lost.</exception>
    public async Task<bool> IsUnwanted(Ods ods, CancellationToken stop) =>
        await Ask($"select case when jobs.take_free{Want} then jobs.let_go{Want} else false end", ods, stop) is true;

    /// <summary>Gives an idle organisation back.</summary>
    public Task LetGo(Ods ods, CancellationToken stop) => Ask($"select jobs.let_go{Drive}", ods, stop);

    /// <summary>Finds out whether the locks have been lost.</summary>
    /// <exception cref="NpgsqlException">The connection, and with it every lock, is lost.</exception>
    public Task Check(CancellationToken stop) => Ask("select @ods", default, stop);

    /// <summary>Gives everything back.</summary>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<object?> Ask(string question, Ods ods, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(question, connection) { Parameters = { new("ods", ods.Value) } };
        return await command.ExecuteScalarAsync(stop);
    }
}
