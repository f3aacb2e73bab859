using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Insight;

/// <summary>Connections of the role <c>moralepulse_insight</c>, and the tree as this side reads it.</summary>
/// <param name="source">The pool of connections.</param>
/// <param name="time">The server's time.</param>
public sealed class InsightDatabase(NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>The organisations.</summary>
    public TreeReader Tree { get; } = new(source, time);

    /// <summary>Runs a query; after a transient fault again.</summary>
    internal Task<T> Read<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> query, CancellationToken stop) =>
        DatabaseRetry.Pipeline.ExecuteAsync(
            async token =>
            {
                await using var connection = await source.OpenConnectionAsync(token);
                return await query(connection, token);
            },
            stop).AsTask();
}
