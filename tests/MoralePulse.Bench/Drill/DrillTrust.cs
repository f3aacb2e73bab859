using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using MoralePulse.Device;
using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Domain.Taps;
using MoralePulse.Harness;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.People;
using Npgsql;

namespace MoralePulse.Bench.Drill;

/// <summary>
/// An organisation of the drill whose signing keys the drill holds, so that it has as many passes as it needs. Issuing is not what is drilled; what is sent and how it is
/// checked are those of real passes.
/// </summary>
/// <param name="ods">Its code.</param>
/// <param name="departments">Departments, of ten teams each.</param>
/// <param name="teamHeadcount">People of a team.</param>
internal sealed class DrillTrust(Ods ods, int departments, int teamHeadcount)
{
    private const int TeamsOfDepartment = 10;

    private static readonly JsonSerializerOptions AsSent = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private readonly List<SigningKey> keys = [];
    private int drawn;

    /// <summary>Somebody who sees every unit's figure.</summary>
    public const string Executive = "executive";

    public Ods Ods => ods;

    /// <summary>Its units' ids, the organisation's first.</summary>
    public IReadOnlyList<string> Units => [.. Lines.Select(line => line.Id)];

    private IReadOnlyList<UnitLine> Lines =>
    [
        new("everybody", "", "Everybody", "organisation", Text(departments * TeamsOfDepartment * teamHeadcount)),
        .. Enumerable.Range(0, departments).Select(n => new UnitLine($"department-{n}", "everybody", $"Department {n}", "department", Text(TeamsOfDepartment * teamHeadcount))),
        .. Enumerable.Range(0, departments * TeamsOfDepartment).Select(n => new UnitLine(TeamOf(n), $"department-{n / TeamsOfDepartment}", $"Team {n}", "team", Text(teamHeadcount))),
    ];

    /// <summary>Imports it.</summary>
    /// <param name="database">The drill's database.</param>
    /// <param name="simulated">Whether it has a clock of its own.</param>
    /// <param name="tickSeconds">Seconds between its ticks; null for the standard schedule.</param>
    public async Task Import(TestDatabase database, bool simulated, int? tickSeconds)
    {
        await using var source = NpgsqlDataSource.Create(database.Issuance);
        var staff = Enumerable.Range(0, departments * TeamsOfDepartment).Select(n => new PersonLine($"P{n}", $"p{n}", TeamOf(n)));
        PersonLine[] people = [.. staff, new("E1", Executive, TeamOf(0), Roles: RoleWords.Of(Role.Executive))];
        var request = new ImportRequest(ods, "A drill", Lines, people) { Simulated = simulated, TickSeconds = tickSeconds };
        if (await new OrganisationImport(new(source, TimeProvider.System)).Apply(request, CancellationToken.None) is ImportOutcome.Refused refused)
            throw new InvalidOperationException(string.Join('\n', refused.Lines));
    }

    /// <summary>Lists keys for some dates and for the week of the last; from then on passes are of these.</summary>
    public async Task UseDates(TestDatabase database, params DateOnly[] dates)
    {
        lock (keys) keys.Clear();
        foreach (var (kind, date) in dates.Select(date => (PassKind.Day, date)).Append((PassKind.Week, Week.Of(dates[^1]).Monday)))
        {
            var key = new SigningKey(kind, new(date));
            await using var batch = database.AsOwner.CreateBatch();
            batch.BatchCommands.Add(new("select issuance.keys_turn(@ods)") { Parameters = { new("ods", ods.Value) } }); // the service makes keys too
            var insert = new NpgsqlBatchCommand(
                """
                with listed as (
                  insert into organisation.pass_key (ods, position, key_id, kind, service_date, spki, head)
                  select @ods, coalesce(max(position), 0) + 1, @id, @kind, @date, @spki, @id from organisation.pass_key where ods = @ods
                  returning key_id)
                -- A private half that the service can't open, since these passes are made here; with none at all the database would count as restored.
                insert into issuance.private_key (key_id, ods, destroyed_on, sealed) select key_id, @ods, @date + 8, 'made by the drill' from listed
                """);
            insert.Parameters.AddRange(new NpgsqlParameter[]
            {
                new("ods", ods.Value), new("id", key.Id.ToBytes()), new("kind", kind == PassKind.Day ? "day" : "week"), new("date", date), new("spki", key.Spki),
            });
            batch.BatchCommands.Add(insert);
            await batch.ExecuteNonQueryAsync();
            lock (keys) keys.Add(key);
        }
    }

    /// <summary>Somebody's next tap: every third is her first of the week.</summary>
    /// <param name="chance">Draws unit and mood.</param>
    public DrillTap Draw(Random chance)
    {
        var n = Interlocked.Increment(ref drawn);
        SigningKey day;
        SigningKey week;
        lock (keys)
        {
            var days = keys.Where(key => key.Kind == PassKind.Day).ToList();
            (day, week) = (days[n % days.Count], keys[^1]);
        }

        var (pass, hash) = day.Pass();
        var mood = (Mood)chance.Next(3);
        var weekPass = n % 3 == 0 && day.Date.Week == week.Date.Week ? week.Pass().Pass : null;
        var tap = new TapToSend(pass, weekPass, TeamOf(chance.Next(departments * TeamsOfDepartment)), chance.Next(2) == 0 ? "early" : null, null, mood switch { Mood.Green => "green", Mood.Amber => "amber", _ => "red" });
        return new(ods, mood, JsonSerializer.SerializeToUtf8Bytes(tap, AsSent), hash);
    }

    private static string TeamOf(int n) => string.Create(CultureInfo.InvariantCulture, $"team-{n}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class SigningKey
    {
        private readonly RSA rsa = RSA.Create(2048);

        public SigningKey(PassKind kind, ServiceDate date)
        {
            (Kind, Date, Spki) = (kind, date, rsa.ExportSubjectPublicKeyInfo());
            Id = PassKeyId.Of(Spki);
        }

        public PassKind Kind { get; }

        public ServiceDate Date { get; }

        public byte[] Spki { get; }

        public PassKeyId Id { get; }

        public (PassToSend Pass, byte[] SpentHash) Pass()
        {
            var message = RandomNumberGenerator.GetBytes(PassMessage.Size);
            byte[] signature;
            lock (rsa) signature = rsa.SignData(message, HashAlgorithmName.SHA384, RSASignaturePadding.Pss);
            return (new(Id.ToString(), Base64Url.EncodeToString(message), Base64Url.EncodeToString(signature)), PassMessage.SpentHash(Id, message));
        }
    }
}
