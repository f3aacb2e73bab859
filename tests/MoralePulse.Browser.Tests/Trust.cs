using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Domain.Organisation;
using MoralePulse.Harness;
using MoralePulse.Insight.Pulses;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.Keys;
using Npgsql;

namespace MoralePulse.Browser.Tests;

/// <summary>Seaside Care, 60 people, served on a real port over a real database; its clock stands still until a test sets it.</summary>
public sealed class Trust : IAsyncDisposable
{
    /// <summary>Tuesday 24 November 2026, ten past three in the afternoon: early shifts have just ended.</summary>
    public static readonly DateTimeOffset TuesdayAfternoon = new(2026, 11, 24, 15, 10, 0, TimeSpan.Zero);

    private static readonly Ods Code = Ods.Parse("RY5");

    private readonly TestDatabase database;
    private readonly TestService service;

    private Trust(TestDatabase database, TestService service, SettableTime time) => (this.database, this.service, Time) = (database, service, time);

    public SettableTime Time { get; }

    public string Address => service.Address.ToString().TrimEnd('/');

    /// <summary>Everything that waits in pools.</summary>
    public Task<long> Waiting() => database.Scalar<long>("select coalesce(sum(green + amber + red), 0)::bigint from ballot.pool");

    public static async Task<Trust> Open()
    {
        var time = new SettableTime(TuesdayAfternoon);
        var database = await TestDatabase.Create();
        await using (var source = NpgsqlDataSource.Create(database.Issuance))
        {
            UnitLine[] units =
            [
                new("care", "", "Care", "directorate"), new("surgery", "care", "Surgery", "department"), new("medicine", "care", "Medicine", "department"),
                new("ward-1", "surgery", "Ward 1", "team"), new("ward-2", "surgery", "Ward 2", "team"), new("ward-17", "medicine", "Ward 17", "team"),
            ];
            var people = Enumerable.Range(1, 60).Select(n => new PersonLine(Person(n), Person(n), n <= 30 ? "ward-1" : n <= 36 ? "ward-2" : "ward-17", n % 2 == 0 ? "nursing" : "")).ToList();
            var outcome = await new OrganisationImport(new(source, time)).Apply(new(Code, "Seaside Care", units, people), CancellationToken.None);
            if (outcome is not ImportOutcome.Done) throw new InvalidOperationException("The organisation could not be imported.");
        }

        var trust = new Trust(database, await TestService.Start(database, time), time);
        await trust.MakeKeys();
        return trust;
    }

    /// <summary>The subject of a person: 1 to 30 on Ward 1, to 36 on Ward 2, which is too small for figures of its own, to 60 on Ward 17.</summary>
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

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await database.DisposeAsync();
    }
}
