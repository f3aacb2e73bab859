using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.Notices.Sending;

/// <summary>
/// One notice's turn: claimed, delivered and recorded in one transaction that holds its row's lock. Another process skips the row; one that dies
/// lets go of it, and the next has it again under the same id.
/// </summary>
/// <param name="database">This side's connections.</param>
/// <param name="webhooks">Opens addresses.</param>
/// <param name="options">Whether simulated organisations send, too.</param>
internal sealed class OutboxTurn(IssuanceDatabase database, Webhooks webhooks, NoticeOptions options)
{
    // What a server has accepted is recorded even while we are asked to stop, unless the database does not answer for so long.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Takes the next mail, or the next card.</summary>
    /// <param name="cards">Which of the two.</param>
    /// <param name="tried">Ids that have had their turn in this round.</param>
    /// <param name="deliver">Delivers it.</param>
    /// <param name="stop">Cancels; the notice stays.</param>
    /// <returns>Its id and what became of it; null where nothing is left.</returns>
    public async Task<(string Id, DeliveryOutcome Outcome)?> Take(bool cards, IReadOnlyCollection<string> tried, Func<Claimed, CancellationToken, Task<DeliveryOutcome>> deliver, CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await Claim(cards, tried, connection, transaction, stop) is not { } claimed) return null;
        var outcome = await deliver(claimed, stop);
        using var grace = new CancellationTokenSource();
        using var late = stop.Register(() => grace.CancelAfter(Grace));
        await Record(claimed.Id, outcome, connection, transaction, grace.Token);
        await transaction.CommitAsync(grace.Token);
        return (claimed.Id, outcome);
    }

    private async Task<Claimed?> Claim(bool cards, IReadOnlyCollection<string> tried, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside<OutboxTurn>(cards ? "claim-card.sql" : "claim-mail.sql"), connection, transaction)
        {
            Parameters = { new("simulated", options.Simulated), new("tried", tried.ToArray()) },
        };
        await using var row = await command.ExecuteReaderAsync(stop);
        if (!await row.ReadAsync(stop)) return null;
        var (id, content) = (row.GetString(0), row.GetString(1));
        return cards ? new Claimed.Card(id, content, webhooks.Open(row.GetString(2), row.GetString(3), row.GetFieldValue<byte[]>(4))) : new Claimed.Mail(id, content, row.GetString(2));
    }

    private static async Task Record(string id, DeliveryOutcome outcome, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        var (text, why) = outcome switch
        {
            DeliveryOutcome.Accepted => (SqlFile.Beside<OutboxTurn>("accepted.sql"), ""),
            DeliveryOutcome.GivenUp refused => ("update issuance.outbox set attempts = attempts + 1, given_up = @why where id = @id", refused.Why),
            DeliveryOutcome.Later => ("update issuance.outbox set attempts = attempts + 1 where id = @id", ""),
            _ => ("select 1", ""),
        };
        await using var command = new NpgsqlCommand(text, connection, transaction) { Parameters = { new("id", id), new("why", why) } };
        await command.ExecuteNonQueryAsync(stop);
    }
}
