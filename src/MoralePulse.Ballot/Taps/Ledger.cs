using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using Npgsql;

namespace MoralePulse.Ballot.Taps;

/// <summary>The spent ledger's upkeep: partitions of real organisations made ahead and dropped whole; simulated ones purged by their own clocks.</summary>
/// <param name="database">This side's connections.</param>
public sealed class Ledger(BallotDatabase database)
{
    /// <summary>Days after its closing date on which a real organisation's partition, or a simulated one's rows, go.</summary>
    public const int DaysKept = 2;

    /// <summary>Makes the partitions for every closing date from three days ago (the oldest that a pass may still need, and one) to 30 days ahead. Running it again changes nothing.</summary>
    public Task MakePartitions(DateOnly today, CancellationToken stop) => Execute(
        "select ballot.make_partitions(@first, @last)", [new("first", today.AddDays(-DaysKept - 1)), new("last", today.AddDays(30))], stop);

    /// <summary>Drops the partitions that are over, by the database server's date.</summary>
    public Task DropPartitions(CancellationToken stop) => Execute("select ballot.drop_partitions()", [], stop);

    /// <summary>Deletes a simulated organisation's rows that are over by its own clock.</summary>
    /// <param name="ods">A simulated organisation; a real one has no such rows.</param>
    /// <param name="today">Its date.</param>
    /// <param name="stop">Cancels.</param>
    public Task PurgeSimulated(Ods ods, DateOnly today, CancellationToken stop) => Execute(
        "delete from ballot.spent_simulated where clock = @clock and closes_on < @first",
        [new("clock", ods.Value), new("first", today.AddDays(-DaysKept))],
        stop);

    /// <summary>Whether a pass has been counted and the ledger still keeps it.</summary>
    internal Task<bool> Holds(string clock, SpentPass pass, CancellationToken stop) => database.InTransaction(
        async (connection, transaction, token) =>
        {
            await using var command = new NpgsqlCommand(
                "select exists (select from ballot.spent where clock = @clock and closes_on = @closes_on and key_id = @key_id and hash = @hash)", connection, transaction)
            {
                Parameters =
                {
                    new("clock", clock), new("closes_on", PassKey.ClosesOnOf(pass.Kind, pass.Date)), new("key_id", pass.KeyId.ToBytes()), new("hash", pass.Hash),
                },
            };
            return (bool)(await command.ExecuteScalarAsync(token))!;
        },
        stop);

    private Task Execute(string sql, NpgsqlParameter[] parameters, CancellationToken stop) => database.InTransaction(
        async (connection, transaction, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            command.Parameters.AddRange(parameters.Select(parameter => parameter.Clone()).ToArray());
            return await command.ExecuteNonQueryAsync(token);
        },
        stop);
}
