using MoralePulse.Domain;
using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.People;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.SetUp;

/// <summary>A living person as an administrator finds her: nothing of what she collected or whether she takes part.</summary>
/// <param name="Person">Staff number.</param>
/// <param name="UnitId">Her unit.</param>
/// <param name="StaffGroup">Code of her staff group, or null.</param>
/// <param name="Email">Her address, or null.</param>
/// <param name="Roles">Her roles beside staff.</param>
/// <param name="Identities">What she signs in with, and whether an administrator added it.</param>
public sealed record FoundPerson(string Person, string UnitId, string? StaffGroup, string? Email, IReadOnlySet<Role> Roles, IReadOnlyList<(SignInIdentity Identity, bool ByHand)> Identities)
{
    /// <summary>Her roles as the trail tells them and as a form names them.</summary>
    public string RoleValues => AuditValues.Of(("roles", string.Join(' ', Roles.Order().Select(RoleWords.Of))));
}

/// <summary>Finds people one by one, and changes their roles and sign-in identities. There is no list to browse.</summary>
/// <param name="database">This side's connections.</param>
public sealed class PersonDesk(IssuanceDatabase database)
{
    private const int MostFound = 10;
    private const int LongestIdentity = 255;

    private const string LastAdministrator =
        "select count(*) from issuance.role r join issuance.person p using (ods, person) where r.ods = @ods and r.role = 'administrator' and not p.removed and r.person <> @person";

    /// <summary>Living people of a staff number, an e-mail address or a sign-in identity, whole ones: usually one, and never many.</summary>
    public Task<IReadOnlyList<FoundPerson>> Find(Ods ods, string text, CancellationToken stop) => DatabaseRetry.Pipeline.ExecuteAsync(
        async token =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(token);
            return (IReadOnlyList<FoundPerson>)await Find(ods, text, connection, null, token);
        },
        stop).AsTask();

    /// <summary>Gives a person these roles and no others. The last administrator stays one.</summary>
    public Task<SetUpOutcome> SetRoles(Administrator who, string person, IReadOnlySet<Role> roles, string seen, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
    {
        if (await Known(work, person, token) is not { } known) return new SetUpOutcome.Overtaken();
        // She would see nothing else from then on, not even this page.
        if (roles.Contains(Role.Commissioner) && roles.Count > 1) return new SetUpOutcome.Refused("", SettingTexts.CommissionerAlone);
        if (known.Roles.Contains(Role.Administrator) && !roles.Contains(Role.Administrator) && (await work.Read(LastAdministrator, [new("person", person)], row => row.GetInt64(0), token))[0] == 0)
            return new SetUpOutcome.Refused("", SettingTexts.LastAdministrator);
        return await work.Write(
            new("role", person, known.RoleValues, (known with { Roles = roles }).RoleValues), seen,
            """
            with gone as (delete from issuance.role where ods = @ods and person = @person and role <> all(@roles))
            insert into issuance.role (ods, person, role) select @ods, @person, role from unnest(@roles) role on conflict do nothing
            """,
            [new("person", person), new("roles", roles.Select(RoleWords.Of).ToArray())], token);
    }, stop);

    /// <summary>Adds what she can sign in with. It stays whatever is imported.</summary>
    public Task<SetUpOutcome> AddIdentity(Administrator who, string person, SignInIdentity identity, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
    {
        if (identity.Subject.Length is 0 or > LongestIdentity || identity.Subject.Any(char.IsControl)) return new SetUpOutcome.Refused("subject", Phrase.With(SettingTexts.WrongIdentity, LongestIdentity));
        if (identity.Issuer is not "" && !SignInIdentity.IsIssuer(identity.Issuer)) return new SetUpOutcome.Refused("issuer", SettingTexts.WrongIssuer);
        if (await Known(work, person, token) is not { } known) return new SetUpOutcome.Overtaken();
        var owner = (await work.Read("select person from issuance.identity where ods = @ods and issuer = @issuer and subject = @subject", Parameters(identity), row => row.GetString(0), token)).SingleOrDefault();
        if (owner is not null && owner != person) return new SetUpOutcome.Refused("subject", Phrase.With(SettingTexts.IdentityTaken, owner));
        if (owner is not null && known.Identities.Any(one => one.Identity == identity && one.ByHand)) return new SetUpOutcome.Done();
        return await work.Write(
            new("identity", person, owner is null ? null : Values(identity, byHand: false), Values(identity, byHand: true)), null,
            "insert into issuance.identity (ods, issuer, subject, person, by_hand) values (@ods, @issuer, @subject, @person, true) on conflict (ods, issuer, subject) do update set by_hand = true",
            [.. Parameters(identity), new("person", person)], token);
    }, stop);

    /// <summary>Takes a sign-in identity away. One that a file brought comes back with the next file that has it.</summary>
    public Task<SetUpOutcome> RemoveIdentity(Administrator who, string person, SignInIdentity identity, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
    {
        if (await Known(work, person, token) is not { } known) return new SetUpOutcome.Overtaken();
        if (known.Identities.All(one => one.Identity != identity)) return new SetUpOutcome.Done();
        if (person == who.Person && known.Identities.Count == 1) return new SetUpOutcome.Refused("", SettingTexts.OwnIdentity);
        return await work.Write(
            new("identity", person, Values(identity, known.Identities.First(one => one.Identity == identity).ByHand), null), null,
            "delete from issuance.identity where ods = @ods and issuer = @issuer and subject = @subject and person = @person", [.. Parameters(identity), new("person", person)], token);
    }, stop);

    private static NpgsqlParameter[] Parameters(SignInIdentity identity) => [new("issuer", identity.Issuer), new("subject", identity.Subject)];

    private static string Values(SignInIdentity identity, bool byHand) =>
        AuditValues.Of(("identity", identity.InWords), ("by", byHand ? "hand" : "file"));

    private static async Task<FoundPerson?> Known(SetUpWork work, string person, CancellationToken stop) =>
        (await work.Read(SqlFile.Beside<PersonDesk>("find-person.sql"), [new("text", person), new("most", MostFound)], Row, stop)).FirstOrDefault(found => found.Person == person);

    private static async Task<List<FoundPerson>> Find(Ods ods, string text, NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside<PersonDesk>("find-person.sql"), connection, transaction) { Parameters = { new("ods", ods.Value), new("text", text), new("most", MostFound) } };
        var found = new List<FoundPerson>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) found.Add(Row(rows));
        return found;
    }

    private static FoundPerson Row(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), RoleWords.Roles(row.GetFieldValue<string[]>(4)),
        [.. row.GetFieldValue<string[]>(5).Zip(row.GetFieldValue<string[]>(6), row.GetFieldValue<bool[]>(7)).Select(one => (new SignInIdentity(one.First, one.Second), one.Third))]);
}
