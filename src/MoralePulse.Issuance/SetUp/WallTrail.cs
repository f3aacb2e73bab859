using System.Globalization;
using MoralePulse.Domain.Organisation;
using Npgsql;

namespace MoralePulse.Issuance.SetUp;

/// <summary>
/// What the trail says of the links of wall displays: what a link is called, and from and to when it opens. The links themselves are another side's, which can't be reached in the same transaction;
/// so the row is written first. A row too many tells of a link that did not come to be; a link without a row would be one that nobody answers for.
/// </summary>
/// <param name="database">This side's connections.</param>
public sealed class WallTrail(IssuanceDatabase database)
{
    /// <summary>A link is about to be made.</summary>
    /// <param name="ods">Whose figures it shows.</param>
    /// <param name="person">Staff number of whoever makes it.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="from">The organisation's date.</param>
    /// <param name="stop">Cancels.</param>
    public Task Made(Ods ods, string person, string name, DateOnly from, CancellationToken stop) =>
        Append(ods, person, new("wall", null, null, AuditValues.Of(("name", name), ("from", Text(from)))), stop);

    /// <summary>A link is about to be ended.</summary>
    /// <param name="ods">Whose figures it showed.</param>
    /// <param name="person">Staff number of whoever ends it.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="from">The organisation's date on which it was made.</param>
    /// <param name="to">The organisation's date.</param>
    /// <param name="stop">Cancels.</param>
    public Task Revoked(Ods ods, string person, string name, DateOnly from, DateOnly to, CancellationToken stop) =>
        Append(ods, person, new("wall", null, AuditValues.Of(("name", name), ("from", Text(from))), AuditValues.Of(("name", name), ("from", Text(from)), ("to", Text(to)))), stop);

    private Task Append(Ods ods, string person, AuditEntry entry, CancellationToken stop) => database.InTransaction(
        async (connection, transaction, token) =>
        {
            await using (var turn = new NpgsqlCommand("select issuance.import_turn(@ods)", connection, transaction) { Parameters = { new("ods", ods.Value) } }) await turn.ExecuteNonQueryAsync(token);
            if (await database.Tree.Find(ods, connection, transaction, token) is not { } here) return false;
            await AuditTrail.Append(ods, here.Now, person, [entry], connection, transaction, token);
            return true;
        },
        stop);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
