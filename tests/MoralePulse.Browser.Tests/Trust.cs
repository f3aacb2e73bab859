using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Domain.Organisation;
using MoralePulse.Harness;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.Trends;
using MoralePulse.Issuance;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.Keys;
using MoralePulse.Issuance.Mailbox;
using Npgsql;

namespace MoralePulse.Browser.Tests;

/// <summary>Seaside Care, 60 people and two leaders, served on a real port over a real database; its clock stands still until a test sets it.</summary>
public sealed class Trust : IAsyncDisposable
{
    /// <summary>Tuesday 24 November 2026, ten past three in the afternoon: early shifts have just ended.</summary>
    public static readonly DateTimeOffset TuesdayAfternoon = new(2026, 11, 24, 15, 10, 0, TimeSpan.Zero);

    private static readonly Ods Code = Ods.Parse("RY5");

    /// <summary>Subject of the manager of Surgery.</summary>
    public const string Manager = "manager";

    /// <summary>Subject of an executive.</summary>
    public const string Executive = "executive";

    /// <summary>Subject of an administrator.</summary>
    public const string Administrator = "administrator";

    /// <summary>Subject of a staff representative.</summary>
    public const string Representative = "representative";

    private readonly TestDatabase database;
    private readonly TestService service;

    private Trust(TestDatabase database, TestService service, SettableTime time) => (this.database, this.service, Time) = (database, service, time);

    public SettableTime Time { get; }

    public string Address => service.Address.ToString().TrimEnd('/');

    /// <summary>Everything that waits in pools.</summary>
    public Task<long> Waiting() => database.Scalar<long>("select coalesce(sum(green + amber + red), 0)::bigint from ballot.pool");

    /// <summary>A query's rows as the database's owner sees them, each as one text.</summary>
    public Task<IReadOnlyList<string>> Rows(string sql) => database.Rows(sql);

    /// <summary>The first value of a query as the database's owner sees it.</summary>
    public Task<T> Scalar<T>(string sql) => database.Scalar<T>(sql);

    /// <summary>Forgets what the mailbox is to forget, as the minutely job does.</summary>
    public Task EmptyMailbox() => service.Services.GetRequiredService<Mailbox>().Forget(CancellationToken.None);

    /// <summary>What waits by service date, and how many week passes came with it: "2026-11-24 1, 2026-11-25 1; 1".</summary>
    public Task<string> WaitingByDate() => database.Scalar<string>("""
        select coalesce(string_agg(service_date || ' ' || taps, ', ' order by service_date), '') || '; ' || (select coalesce(sum(passes), 0) from ballot.pool_week)
          from (select service_date, sum(taps) as taps from ballot.pool_date group by service_date) as by_date
        """);

    public static async Task<Trust> Open()
    {
        var time = new SettableTime(TuesdayAfternoon);
        var database = await TestDatabase.Create(nameof(Trust), Fill);
        var trust = new Trust(database, await TestService.Start(database, time, settings: new Dictionary<string, string?> { ["Notices:PublicAddress"] = "https://morale.example.org" }), time);
        await trust.service.Ready(); // what it prepares by its clock at the start is there before a test sets that clock
        return trust;
    }

    // The organisation and its pass keys.
    private static async Task Fill(TestDatabase database)
    {
        var time = new SettableTime(TuesdayAfternoon);
        await using var source = NpgsqlDataSource.Create(database.Issuance);
        var issuance = new IssuanceDatabase(source, time);
        UnitLine[] units =
        [
            new("care", "", "Care", "directorate"), new("surgery", "care", "Surgery", "department"), new("medicine", "care", "Medicine", "department"),
            new("ward-1", "surgery", "Ward 1", "team"), new("ward-2", "surgery", "Ward 2", "team"), new("ward-17", "medicine", "Ward 17", "team"),
        ];
        var people = Enumerable.Range(1, 60).Select(n => new PersonLine(Person(n), Person(n), n <= 30 ? "ward-1" : n <= 36 ? "ward-2" : "ward-17", n % 2 == 0 ? "nursing" : "", n == 60 ? "manager" : "")).ToList();
        people.AddRange([new("manager", Manager, "surgery", "nursing", "manager"), new("executive", Executive, "medicine", "", "executive"),
            new("administrator", Administrator, "medicine", "", "administrator"), new("representative", Representative, "medicine", "", "staff-representative")]);
        var outcome = await new OrganisationImport(issuance).Apply(new(Code, "Seaside Care", units, people), CancellationToken.None);
        if (outcome is not ImportOutcome.Done) throw new InvalidOperationException("The organisation could not be imported.");
        await new PassKeyUpkeep(issuance, MasterKey.From(new ConfigurationBuilder().AddInMemoryCollection(database.Settings).Build())).Run((await issuance.Tree.Find(Code, CancellationToken.None))!, CancellationToken.None);
    }

    /// <summary>A service without an organisation, whose set-up code is given.</summary>
    public static async Task<Trust> Empty(string code)
    {
        var time = new SettableTime(TuesdayAfternoon);
        var database = await TestDatabase.Create();
        return new(database, await TestService.Start(database, time, settings: new Dictionary<string, string?> { ["SetUp:Code"] = code }), time);
    }

    /// <summary>The subject of a person: 1 to 30 on Ward 1, to 36 on Ward 2, which is too small for figures of its own, to 60 on Ward 17, which the last one manages.</summary>
    public static string Person(int n) => string.Create(CultureInfo.InvariantCulture, $"p{n:00}");

    /// <summary>Makes the pass keys that are due by the organisation's clock.</summary>
    public async Task MakeKeys()
    {
        var here = await service.Services.GetRequiredService<PulseReader>().Tree.Find(Code, CancellationToken.None);
        await service.Services.GetRequiredService<PassKeyUpkeep>().Run(here!, CancellationToken.None);
    }

    /// <summary>Publishes a block through the one door, as a tick does: the one at or before the clock, or a later one.</summary>
    public Task Release(string unit, int green, int amber, int red, int minute = 0) => database.Execute(string.Create(
        CultureInfo.InvariantCulture,
        $"select published.release('RY5', date_bin('15 minutes', '{Time.Now:O}', '2001-01-01Z') + '{minute} minutes', '{Time.Now:yyyy-MM-dd}', 'unit', '{unit}', {green}, {amber}, {red}, 5, '{{}}', '{{}}', '{{}}')"));

    /// <summary>Publishes a block in each of the last complete weeks, with so many green and red of 20, oldest first, as half a year of ticks would have.</summary>
    public async Task ReleaseWeeks(string unit, params int[] greens)
    {
        ArgumentNullException.ThrowIfNull(greens);
        for (var week = 0; week < greens.Length; week++)
        {
            var day = Week.Of(DateOnly.FromDateTime(Time.Now.Date)).Monday.AddDays(7 * (week - greens.Length) + 2);
            var (green, red) = (greens[week], (20 - greens[week]) / 2);
            await database.Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"select published.release('RY5', '{day:yyyy-MM-dd}T10:00:00Z', '{day:yyyy-MM-dd}', 'unit', '{unit}', {green}, {20 - green - red}, {red}, 5, '{{}}', '{{}}', '{{}}')"));
        }
    }

    /// <summary>Keeps an estimate of a unit's share of green, as the daily job does.</summary>
    public Task Estimate(string unit, int taps, double share, double lower, double upper, string parent) => database.Execute(string.Create(
        CultureInfo.InvariantCulture,
        $"""
         insert into published.estimate (ods, unit, measure, weeks, taps, share, lower, upper, parent, as_of) values ('RY5', '{unit}', 'green', 13, {taps}, {share}, {lower}, {upper}, '{parent}', '2026-11-23')
             on conflict (ods, unit, measure) do update set taps = excluded.taps, share = excluded.share, lower = excluded.lower, upper = excluded.upper, parent = excluded.parent
         """));

    /// <summary>Writes what a test needs that no door would let through, or what takes years to come about.</summary>
    public Task Writes(string sql) => database.Execute(sql);

    /// <summary>Makes the trends that are due, as the minutely job does.</summary>
    public async Task MakeTrends()
    {
        var here = await service.Services.GetRequiredService<PulseReader>().Tree.Find(Code, CancellationToken.None);
        await service.Services.GetRequiredService<TrendUpkeep>().Run(here!, CancellationToken.None);
    }

    /// <summary>What the organisation named: itself, its units, shifts and staff groups.</summary>
    public async Task<IReadOnlyList<string>> Names()
    {
        var here = (await service.Services.GetRequiredService<PulseReader>().Tree.Find(Code, CancellationToken.None))!.Organisation;
        return
        [
            here.Name, Code.Value, Manager, Executive, Administrator, Representative, Person(60), here.TimeZone.Id, .. here.Tree.Below(here.Tree.Root.Id).Select(unit => unit.Name), .. here.Shifts.Select(shift => shift.Name), .. here.StaffGroups.Select(group => group.Name),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await database.DisposeAsync();
    }
}
