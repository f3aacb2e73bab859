using System.Collections.Concurrent;
using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.People;

/// <summary>A living entry of a directory.</summary>
/// <param name="Ods">Whose directory.</param>
/// <param name="Person">Staff number.</param>
/// <param name="UnitId">The unit she belongs to.</param>
/// <param name="StaffGroup">Code of her staff group; null where the directory names none.</param>
/// <param name="WalletId">Random name under which her devices keep her passes: 16 bytes.</param>
/// <param name="Roles">Her roles beside staff.</param>
/// <param name="Identities">What she signs in with.</param>
public sealed record DirectoryPerson(
    Ods Ods, string Person, string UnitId, string? StaffGroup, ReadOnlyMemory<byte> WalletId, IReadOnlySet<Role> Roles, IReadOnlyList<SignInIdentity> Identities)
{
    /// <summary>Whether an identity is hers.</summary>
    /// <param name="identity">Issuer and subject.</param>
    /// <param name="onlyProvider">Whether the organisation has no other provider: then an entry that names no issuer can only mean this one.</param>
    public bool IsCalled(SignInIdentity identity, bool onlyProvider) => Identities.Contains(identity) || (onlyProvider && Identities.Contains(identity with { Issuer = "" }));
}

/// <summary>Who is who. An entry is kept in memory for half a minute: so long a change of role or sign-in identity may take.</summary>
/// <param name="database">This side's connections.</param>
public sealed class Directory(IssuanceDatabase database)
{
    private const int MostKept = 20_000;

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(Ods, string), (DirectoryPerson? Person, long ReadAt)> kept = new();

    /// <summary>A person by staff number; null where the directory has none, or not any more.</summary>
    public async Task<DirectoryPerson?> Find(Ods ods, string person, CancellationToken stop)
    {
        if (kept.TryGetValue((ods, person), out var known) && database.Time.GetElapsedTime(known.ReadAt) < KeptFor) return known.Person;
        var readAt = database.Time.GetTimestamp();
        var found = (await Read("find-people.sql", ods, [new("names", new[] { person })], stop)).SingleOrDefault();
        Keep(ods, person, found, readAt);
        return found;
    }

    /// <summary>Several people by staff number, as the directory has them now; who is not in it any more is left out.</summary>
    public async Task<IReadOnlyDictionary<string, DirectoryPerson>> FindAll(Ods ods, IReadOnlyCollection<string> people, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(people);
        var readAt = database.Time.GetTimestamp();
        var found = (await Read("find-people.sql", ods, [new("names", people.ToArray())], stop)).ToDictionary(person => person.Person);
        foreach (var person in people) Keep(ods, person, found.GetValueOrDefault(person), readAt);
        return found;
    }

    /// <summary>A person by what an identity provider calls her.</summary>
    /// <param name="ods">Whose directory.</param>
    /// <param name="identity">Issuer and subject; without an issuer only an entry that names none is hers.</param>
    /// <param name="onlyProvider">Whether the organisation has no other provider: then an entry that names no issuer can only mean this one.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<DirectoryPerson?> FindByIdentity(Ods ods, SignInIdentity identity, bool onlyProvider, CancellationToken stop)
    {
        string[] issuers = onlyProvider ? [identity.Issuer, ""] : [identity.Issuer];
        return (await Read("find-subject.sql", ods, [new("name", identity.Subject), new("issuers", issuers)], stop)).FirstOrDefault();
    }

    private void Keep(Ods ods, string person, DirectoryPerson? found, long readAt)
    {
        if (kept.Count >= MostKept) kept.Clear();
        kept[(ods, person)] = (found, readAt);
    }

    private Task<List<DirectoryPerson>> Read(string file, Ods ods, NpgsqlParameter[] who, CancellationToken stop) => DatabaseRetry.Pipeline.ExecuteAsync(
        async token =>
        {
            await using var command = database.Source.CreateCommand(SqlFile.Beside<Directory>(file));
            command.Parameters.Add(new NpgsqlParameter("ods", ods.Value));
            foreach (var parameter in who) command.Parameters.Add(parameter.Clone());
            await using var rows = await command.ExecuteReaderAsync(token);
            var people = new List<DirectoryPerson>();
            while (await rows.ReadAsync(token))
            {
                var roles = RoleWords.Roles(rows.GetFieldValue<string[]>(4));
                SignInIdentity[] identities = [.. rows.GetFieldValue<string[]>(5).Zip(rows.GetFieldValue<string[]>(6), (issuer, subject) => new SignInIdentity(issuer, subject))];
                people.Add(new(ods, rows.GetString(0), rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2), rows.GetFieldValue<byte[]>(3), roles, identities));
            }

            return people;
        },
        stop).AsTask();
}
