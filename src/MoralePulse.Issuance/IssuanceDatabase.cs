using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance;

/// <summary>Connections of this side's own database role.</summary>
/// <param name="Source">The pool of connections.</param>
public sealed record IssuanceDatabase(NpgsqlDataSource Source)
{
    /// <summary>Runs a unit of work in one transaction and commits it; after a transient fault the whole of it again. It must be one that may run twice.</summary>
    internal Task<T> InTransaction<T>(Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task<T>> work, CancellationToken stop) =>
        DatabaseRetry.Pipeline.ExecuteAsync(
            async token =>
            {
                await using var connection = await Source.OpenConnectionAsync(token);
                await using var transaction = await connection.BeginTransactionAsync(token);
                var result = await work(connection, transaction, token);
                await transaction.CommitAsync(token);
                return result;
            },
            stop).AsTask();
}
