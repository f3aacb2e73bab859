using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.Mailbox;

/// <summary>
/// Carries an encrypted wallet from one phone of a person to another and forgets it: after the one time that it is fetched, or after ten minutes. Who has the
/// passes is decided here, once: either the new phone says that they have arrived, or the old one calls the move off, and the other is told so when it asks.
/// </summary>
/// <param name="database">This side's connections.</param>
public sealed class Mailbox(IssuanceDatabase database)
{
    /// <summary>Bytes of a letter, exactly: a nonce of 12, a wallet filled up to 32 KiB, a tag of 16.</summary>
    public const int LetterSize = 12 + 32 * 1024 + 16;

    /// <summary>Most letters that wait in one organisation's mailbox: 6 MB, and more new phones in ten minutes than any organisation hands out.</summary>
    public const int MostLetters = 200;

    /// <summary>Days for which a fetched letter's fate is known: no pass that was in it is open for longer.</summary>
    private const int FateKept = 14;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    /// <summary>Deletes what is to be forgotten. Running it again changes nothing.</summary>
    public Task Forget(CancellationToken stop) => Run("forget.sql", [new("today", Today)], _ => Task.FromResult(0), stop);

    /// <summary>Puts a letter in; again if that is what happens.</summary>
    internal Task<PutOutcome> Put(Ods ods, LetterName name, byte[] letter, CancellationToken stop) => Run(
        "put.sql",
        [Id(name), new("ods", ods.Value), new("sealed", letter), new("forget_after", Minute(Now) + Kept), new("most", MostLetters)],
        async rows =>
        {
            await rows.ReadAsync(stop);
            return rows.GetBoolean(0) ? PutOutcome.In : rows.GetBoolean(1) ? PutOutcome.Taken : PutOutcome.Full;
        },
        stop);

    /// <summary>Hands a letter out, once; null where there is none, or not any more.</summary>
    internal Task<byte[]?> Take(LetterName name, CancellationToken stop) =>
        Run("take.sql", [Id(name), new("forget_on", Today.AddDays(FateKept))], async rows => await rows.ReadAsync(stop) ? rows.GetFieldValue<byte[]>(0) : null, stop);

    /// <summary>The new phone has the passes.</summary>
    /// <returns>False where the old one has them again, or there was no such letter.</returns>
    internal Task<bool> Arrive(LetterName name, CancellationToken stop) => Run("arrive.sql", [Id(name)], rows => rows.ReadAsync(stop), stop);

    /// <summary>The old phone takes its passes back; what waits is deleted.</summary>
    /// <returns>False where they are on the new phone already.</returns>
    internal async Task<bool> CallOff(LetterName name, CancellationToken stop)
    {
        await Run("call-off.sql", [Id(name)], _ => Task.FromResult(0), stop);
        return await State(name, stop) != LetterFate.Arrived;
    }

    /// <summary>A word of <see cref="LetterFate"/>.</summary>
    internal Task<string> State(LetterName name, CancellationToken stop) => Run(
        "state.sql",
        [Id(name)],
        async rows =>
        {
            await rows.ReadAsync(stop);
            return rows.GetString(0);
        },
        stop);

    private DateTimeOffset Now => database.Time.GetUtcNow().ToUniversalTime();

    private DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    private static DateTimeOffset Minute(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));

    private static NpgsqlParameter Id(LetterName name) => new("id", name.ToBytes());

    private Task<T> Run<T>(string file, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, Task<T>> read, CancellationToken stop) => database.InTransaction(
        async (connection, transaction, token) =>
        {
            await using var command = new NpgsqlCommand(SqlFile.Beside<Mailbox>(file), connection, transaction);
            foreach (var parameter in parameters) command.Parameters.Add(parameter.Clone());
            command.Parameters.Add(new("now", Now));
            await using var rows = await command.ExecuteReaderAsync(token);
            return await read(rows);
        },
        stop);
}
