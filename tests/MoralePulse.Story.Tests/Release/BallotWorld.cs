using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Ballot;
using MoralePulse.Ballot.Release;
using MoralePulse.Ballot.Taps;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;
using MoralePulse.Harness;
using MoralePulse.Insight;
using MoralePulse.Tree;

namespace MoralePulse.Story.Tests.Release;

/// <summary>An organisation on a real PostgreSQL, whose taps are admitted and released in process by the service's own code.</summary>
internal sealed class BallotWorld : IAsyncDisposable
{
    public static readonly Ods Ods = Ods.Parse("SIM1");
    private readonly ServiceProvider services;

    private BallotWorld(TestDatabase database)
    {
        Database = database;
        services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddBallot(database.Ballot).AddInsight(database.Insight).BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    public Admission Admission => services.GetRequiredService<Admission>();

    public ReleaseTick Tick => services.GetRequiredService<ReleaseTick>();

    public CloseOfDay Close => services.GetRequiredService<CloseOfDay>();

    public Ledger Ledger => services.GetRequiredService<Ledger>();

    public BallotDatabase Ballot => services.GetRequiredService<BallotDatabase>();

    public T Service<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>A simulated organisation: units as "id,parent,kind,headcount" lines; its clock stands at 23 November 2026, 10:00.</summary>
    public static Task<BallotWorld> Create(params string[] units) => Create(simulated: true, units);

    /// <summary>The same, simulated or real: a real one goes by the service's clock.</summary>
    public static async Task<BallotWorld> Create(bool simulated, params string[] units)
    {
        var database = await TestDatabase.Create();
        var rows = units.Select(unit => unit.Split(',')).Select(unit => $"('SIM1', '{unit[0]}', {(unit[1].Length == 0 ? "null" : $"'{unit[1]}'")}, '{unit[0]}', '{unit[2]}', {unit[3]})");
        await database.Execute($"""
            insert into organisation.organisation (ods, name, simulated) values ('SIM1', 'Simulated trust', {simulated});
            insert into organisation.settings (ods) values ('SIM1');
            insert into organisation.clock (ods, now) select 'SIM1', '2026-11-23T10:00Z' where {simulated};
            insert into organisation.unit (ods, id, parent_id, name, kind, headcount) values {string.Join(", ", rows)};
            insert into organisation.shift values ('SIM1', 'early', 'Early', '07:00', '15:00', 1), ('SIM1', 'night', 'Night', '20:30', '07:30', 2);
            insert into organisation.staff_group values ('SIM1', 'nursing', 'Nursing', 300, 1);
            update organisation.organisation set opened = true;
            """);
        return new(database);
    }

    public async Task<OrganisationNow> Now() => (await Ballot.Tree.Find(Ods, CancellationToken.None))!;

    public Task SetClock(string now) => Database.Execute($"update organisation.clock set now = '{now}'");

    /// <summary>Moves the clock to a tick and does it, as whoever drives a clock does.</summary>
    public async Task<int> TickAt(DateTimeOffset tick)
    {
        await SetClock($"{tick:O}");
        return await Tick.Run(Ods, tick, CancellationToken.None);
    }

    public async Task<int> Count(params AdmittedTap[] taps) => (await Admission.Admit(taps, CancellationToken.None)).Count(admitted => admitted == Admitted.Now);

    public Task<PoolCounts> Pool(string unit) => Sums($"select green, amber, red from ballot.pool where kind = 'unit' and code = '{unit}'");

    public Task<long> Pending() => Database.Scalar<long>("select coalesce(sum(green + amber + red), 0)::bigint from ballot.pool");

    public Task<long> Released() => Database.Scalar<long>("select coalesce(sum(green + amber + red), 0)::bigint from published.block");

    public Task<long> Expired() => Database.Scalar<long>("select coalesce(sum(taps), 0)::bigint from ballot.expired");

    /// <summary>A tap of a person and date, with passes that the ledger knows by hash: the same person and date is the same pass.</summary>
    public static AdmittedTap Tap(string person, string unit, Mood mood, string date = "2026-11-23", bool week = true, string? shift = null, string? group = null)
    {
        var day = new ServiceDate(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));
        return new(
            Ods, Pass(PassKind.Day, day, person), week ? Pass(PassKind.Week, new(day.Week.Monday), person) : null, new(unit, shift, group), mood);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static SpentPass Pass(PassKind kind, ServiceDate date, string person) => new(
        PassKeyId.FromBytes(Hash($"{kind} key of {date.Value:O}")), kind, date, Hash($"{kind} {date.Value:O} {person}"));

    private static byte[] Hash(string text) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));

    private async Task<PoolCounts> Sums(string sql)
    {
        await using var command = Database.AsOwner.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? new(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)) : default;
    }
}
