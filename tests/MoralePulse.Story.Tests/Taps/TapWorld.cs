using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using MoralePulse.Ballot.Taps;
using MoralePulse.Domain.Passes;
using MoralePulse.Harness;
using MoralePulse.Story.Tests.Release;
using Npgsql;

namespace MoralePulse.Story.Tests.Taps;

/// <summary>
/// The running service with an organisation whose signing keys the test holds, so that it can make valid passes of any date, and nearly valid ones.
/// </summary>
internal sealed class TapWorld : IAsyncDisposable
{
    private readonly Dictionary<(PassKind Kind, DateOnly Date), RSA> keys;

    private TapWorld(BallotWorld ballot, Dictionary<(PassKind Kind, DateOnly Date), RSA> keys, TestService service) =>
        (Ballot, this.keys, Service, Http) = (ballot, keys, service, service.Client());

    public static DateOnly Today { get; } = new(2026, 11, 23); // a Monday

    public BallotWorld Ballot { get; }

    public TestService Service { get; }

    public HttpClient Http { get; }

    /// <summary>Starts it.</summary>
    /// <param name="time">The service's clock; null for the machine's.</param>
    /// <param name="simulated">Whether the organisation is simulated; pulses of a real one have a tag.</param>
    public static async Task<TapWorld> Start(TimeProvider? time = null, bool simulated = true)
    {
        var ballot = await BallotWorld.Create(simulated, "org,,organisation,400", "dep,org,department,200", "a,dep,team,60");
        var keys = new Dictionary<(PassKind Kind, DateOnly Date), RSA>();
        foreach (var days in (int[])[-4, -3, -1, 0, 1]) await AddKey(ballot, keys, PassKind.Day, Today.AddDays(days));
        foreach (var days in (int[])[-7, 0]) await AddKey(ballot, keys, PassKind.Week, Today.AddDays(days));
        return new(ballot, keys, await TestService.Start(ballot.Database, time));
    }

    public PassOnWire Pass(PassKind kind = PassKind.Day, int days = 0)
    {
        var key = keys[(kind, Today.AddDays(days))];
        var message = RandomNumberGenerator.GetBytes(PassMessage.Size);
        return new(
            PassKeyId.Of(key.ExportSubjectPublicKeyInfo()).ToString(), Base64Url.EncodeToString(message),
            Base64Url.EncodeToString(key.SignData(message, HashAlgorithmName.SHA384, RSASignaturePadding.Pss)));
    }

    public Task<HttpResponseMessage> Send(object tap, string ods = "SIM1") => Http.PostAsJsonAsync($"/api/v1/{ods}/ratings", tap);

    public static object Tap(PassOnWire pass, PassOnWire? weekPass = null, string unit = "a", string? shift = "early", string mood = "green", string? staffGroup = null) =>
        new { pass, weekPass, unit, shift, mood, staffGroup };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Service.DisposeAsync();
        await Ballot.DisposeAsync();
        foreach (var key in keys.Values) key.Dispose();
    }

    private static async Task AddKey(BallotWorld ballot, Dictionary<(PassKind Kind, DateOnly Date), RSA> keys, PassKind kind, DateOnly date)
    {
        var key = keys[(kind, date)] = RSA.Create(2048);
        var spki = key.ExportSubjectPublicKeyInfo();
        await using var command = ballot.Database.AsOwner.CreateCommand(
            """
            with listed as (
              insert into organisation.pass_key (ods, position, key_id, kind, service_date, spki, head) values ('SIM1', @position, @id, @kind, @date, @spki, @id) returning key_id)
            -- A private half that the service can't open, since passes are made here; with none at all the database of a real organisation would count as restored.
            insert into issuance.private_key (key_id, ods, destroyed_on, sealed) select key_id, 'SIM1', @date + 8, 'made by the test' from listed
            """);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new("position", keys.Count), new("id", PassKeyId.Of(spki).ToBytes()), new("kind", kind.ToString().ToLower(CultureInfo.InvariantCulture)), new("date", date), new("spki", spki),
        });
        await command.ExecuteNonQueryAsync();
    }
}
