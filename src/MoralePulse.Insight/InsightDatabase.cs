using System.Data;
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

    /// <summary>Runs a unit of work in one transaction and commits it; after a transient fault the whole of it again. It must be one that may run twice.</summary>
    internal Task<T> InTransaction<T>(Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task<T>> work, IsolationLevel isolation, CancellationToken stop) =>
        DatabaseRetry.Pipeline.ExecuteAsync(
            async token =>
            {
                await using var connection = await source.OpenConnectionAsync(token);
                await using var transaction = await connection.BeginTransactionAsync(isolation, token);
                var result = await work(connection, transaction, token);
                await transaction.CommitAsync(token);
                return result;
            },
            stop).AsTask();
}
