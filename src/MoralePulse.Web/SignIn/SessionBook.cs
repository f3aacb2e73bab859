using System.Security.Cryptography;
using System.Text;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.Keys;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Web.SignIn;

/// <summary>
/// Which sign-ins have not ended (<c>jobs.session</c>), so that each ends at once on every node. It holds digests that only this service can make, and no time: whoever
/// reads the table learns how many sign-ins there are.
/// </summary>
/// <param name="connection">Connection of the role <c>moralepulse_jobs</c>.</param>
/// <param name="master">What digests are made with.</param>
/// <param name="time">The server's time.</param>
internal sealed class SessionBook(string connection, MasterKey master, TimeProvider time) : IDisposable
{
    private const int IdSize = 16;
    private const int MostConnections = 4;

    private readonly NpgsqlDataSource database = SideSource.Create(connection, MostConnections);

    /// <summary>Begins a session and gives its random id, which only the cookie holds.</summary>
    /// <param name="longest">How long it can last.</param>
    /// <param name="signIn">What the provider calls it; null for the demonstration sign-in.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<string> Begin(TimeSpan longest, ProviderSignIn? signIn, CancellationToken stop)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdSize));
        var last = DateOnly.FromDateTime((time.GetUtcNow() + longest).UtcDateTime);
        await Run(
            "insert into jobs.session (key, session_key, subject_key, forget_on) values (@key, @session, @subject, @forget)",
            [
                new("key", Key("own", id)),
                new NpgsqlParameter<byte[]?>("session", signIn?.SessionId is { } sid ? Key("sid", signIn.Provider.Issuer, sid) : null),
                new NpgsqlParameter<byte[]?>("subject", signIn is null ? null : Key("sub", signIn.Provider.Issuer, signIn.Subject)),
                new("forget", Week.Of(last).Sunday),
            ],
            stop);
        return id;
    }

    /// <summary>Which of these sessions have not ended.</summary>
    public Task<IReadOnlySet<string>> Living(IReadOnlyCollection<string> ids, CancellationToken stop) => DatabaseRetry.Pipeline.ExecuteAsync(
        async token =>
        {
            var keys = ids.Distinct().ToDictionary(id => Convert.ToHexString(Key("own", id)));
            await using var command = database.CreateCommand("select key from jobs.session where key = any(@keys)");
            command.Parameters.AddWithValue("keys", keys.Keys.Select(Convert.FromHexString).ToArray());
            await using var rows = await command.ExecuteReaderAsync(token);
            var living = new HashSet<string>();
            while (await rows.ReadAsync(token)) living.Add(keys[Convert.ToHexString(rows.GetFieldValue<byte[]>(0))]);
            return (IReadOnlySet<string>)living;
        },
        stop).AsTask();

    /// <summary>Ends one, by the id in its cookie.</summary>
    public Task End(string id, CancellationToken stop) => Run("delete from jobs.session where key = @key", [new("key", Key("own", id))], stop);

    /// <summary>Ends those that a provider calls by this id.</summary>
    public Task EndSession(Provider provider, string sid, CancellationToken stop) => Run("delete from jobs.session where session_key = @key", [new("key", Key("sid", provider.Issuer, sid))], stop);

    /// <summary>
    /// Takes a provider's message and ends what it names, in one statement: a message that is lost with its answer ends them the second time, and one that was taken ends nothing again.
    /// </summary>
    /// <returns>Whether what it names has ended; false where it was taken before and somebody has signed in since.</returns>
    public Task<bool> SignOut(Provider provider, LogoutToken token, CancellationToken stop) => DatabaseRetry.Pipeline.ExecuteAsync(
        async again =>
        {
            // With both a session and a subject, that session; of the subject only those whose session the provider never named.
            await using var command = database.CreateCommand("""
                with taken as (insert into jobs.logout_token (key, forget_on) values (@key, @forget) on conflict do nothing returning key),
                     named as (select key from jobs.session
                                where session_key = @session or (subject_key = @subject and (@session::bytea is null or session_key is null))),
                     ended as (delete from jobs.session where key in (select key from named) and exists (select from taken))
                select exists (select from taken) or not exists (select from named)
                """);
            command.Parameters.Add(new("key", Key("jti", provider.Issuer, token.MessageId)));
            command.Parameters.Add(new("forget", DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(2)));
            command.Parameters.Add(new NpgsqlParameter<byte[]?>("session", token.SessionId is { } sid ? Key("sid", provider.Issuer, sid) : null));
            command.Parameters.Add(new NpgsqlParameter<byte[]?>("subject", token.Subject is { } subject ? Key("sub", provider.Issuer, subject) : null));
            return (bool)(await command.ExecuteScalarAsync(again))!;
        },
        stop).AsTask();

    /// <summary>Forgets what can't be in use any more.</summary>
    public Task Forget(CancellationToken stop) => Run(
        "with tokens as (delete from jobs.logout_token where forget_on < @today) delete from jobs.session where forget_on < @today",
        [new("today", DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))],
        stop);

    public void Dispose() => database.Dispose();

    private byte[] Key(string kind, params string[] parts) => master.Digest(Encoding.UTF8.GetBytes(string.Join('\n', [kind, .. parts])), "sessions"u8);

    private Task<int> Run(string sql, NpgsqlParameter[] parameters, CancellationToken stop) => DatabaseRetry.Pipeline.ExecuteAsync(
        async token =>
        {
            await using var command = database.CreateCommand(sql);
            foreach (var parameter in parameters) command.Parameters.Add(parameter.Clone());
            return await command.ExecuteNonQueryAsync(token);
        },
        stop).AsTask();
}
