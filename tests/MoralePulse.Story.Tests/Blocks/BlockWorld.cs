using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Harness;
using MoralePulse.Insight.Estimates;
using MoralePulse.Insight.Trends;
using MoralePulse.Story.Tests.Access;
using MoralePulse.Story.Tests.Release;
using MoralePulse.Web.Migrate;

namespace MoralePulse.Story.Tests.Blocks;

/// <summary>An organisation with three years of blocks, whose table can be plain or a hypertable, and everything that is answered of them.</summary>
internal sealed partial class BlockWorld : IAsyncDisposable
{
    /// <summary>Where a plain server is asked for a hypertable.</summary>
    public const string NotOffered = "This server does not offer TimescaleDB (docs/operations.md, \"TimescaleDB\", says how to test on one that does).";

    private static readonly string[] Units = ["org", "dep", "a"];

    private BlockWorld(BallotWorld ballot) => Ballot = ballot;

    public BallotWorld Ballot { get; }

    /// <summary>Whether the run's server has TimescaleDB and was started with it.</summary>
    public Task<bool> Offered() => OfferedTo(Ballot.Database);

    /// <summary>The same of any database of the run's server.</summary>
    public static Task<bool> OfferedTo(TestDatabase database) => database.Scalar<bool>(
        "select exists (select from pg_available_extensions where name = 'timescaledb') and exists (select from pg_settings where name = 'timescaledb.max_background_workers')");

    /// <summary>Whether blocks lie in a hypertable.</summary>
    public async Task<bool> IsHypertable() =>
        await Ballot.Database.Scalar<bool>("select exists (select from pg_extension where extname = 'timescaledb')")
        && await Ballot.Database.Scalar<bool>("select exists (select from timescaledb_information.hypertables where hypertable_schema = 'published' and hypertable_name = 'block')");

    public static async Task<BlockWorld> Create()
    {
        var ballot = await BallotWorld.Create("org,,organisation,400", "dep,org,department,200", "a,dep,team,60", "b,dep,team,40");
        await ballot.Database.Execute("""
            insert into issuance.person (ods, person, unit_id, wallet_id) values ('SIM1', 'executive', 'a', decode(repeat('01', 16), 'hex'));
            insert into issuance.identity values ('SIM1', 'executive', 'executive');
            insert into issuance.role (ods, person, role) values ('SIM1', 'executive', 'executive')
            """);
        return new(ballot);
    }

    /// <summary>As a server without TimescaleDB leaves it: an empty table is made plain again.</summary>
    public async Task MakePlain()
    {
        await Ballot.Database.Execute("drop extension if exists timescaledb cascade");
        Npgsql.NpgsqlConnection.ClearAllPools(); // a session that has loaded its library keeps it
    }

    /// <summary>Blocks through the door: one a week and team since October 2023, so that some are older than three years.</summary>
    public Task Release() => Ballot.Database.Execute("""
        select published.release('SIM1', (d + time '10:00') at time zone 'UTC', d::date, 'unit', t, (4 + n % 4)::integer, (3 + n % 3)::integer, 3, 10, '{}', '{}', '{}')
          from generate_series(timestamp '2023-10-11', '2026-11-22', '7 days') with ordinality s(d, n), unnest('{a,b}'::text[]) t
        """);

    /// <summary>Makes anew, from blocks and roll-ups, everything that is kept of them.</summary>
    public async Task Reckon()
    {
        await Ballot.Database.Execute("delete from published.trend; delete from published.trend_state; delete from published.estimate");
        await Ballot.Service<TrendUpkeep>().Run(await Ballot.Now(), CancellationToken.None);
        await Ballot.Service<EstimateUpkeep>().Run(await Ballot.Now(), CancellationToken.None);
    }

    /// <summary>Migrates again, as an upgrade does.</summary>
    public Task<Migrated> Migrated() => Migrate.Run(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Owner"] = Ballot.Database.Owner }).Build(), setPasswords: false, CancellationToken.None);

    /// <summary>What an executive is answered by every route that shows or exports figures: status, ETag and body.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Answers(TestService service)
    {
        using var http = service.Client();
        using var form = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = new FormUrlEncodedContent([new("ods", "SIM1"), new("subject", "executive")]) };
        form.Headers.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var signedIn = await http.SendAsync(form);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        var routes = RouteList.Of(service.Services.GetServices<EndpointDataSource>(), "SIM1", Units).Where(route => route.Method == "GET").Select(route => route.Address);
        var figures = routes.Where(route => FiguresRoute().IsMatch(route)).SelectMany(route => route.Contains("/trend", StringComparison.Ordinal) && route.StartsWith("/api/", StringComparison.Ordinal)
            ? (string[])[$"{route}?grain=day", $"{route}?grain=week", $"{route}?grain=month&measure=red", $"{route}?grain=week&profile=r"]
            : [route]);
        var answers = new Dictionary<string, string>();
        foreach (var address in figures)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(address.StartsWith("/api/", StringComparison.Ordinal) ? "application/json" : "text/html"));
            request.Headers.Add("Cookie", cookie);
            using var answer = await http.SendAsync(request);
            answers[address] = $"{(int)answer.StatusCode} {answer.Headers.ETag}\n{Clock().Replace(await answer.Content.ReadAsStringAsync(), "the time")}";
        }

        return answers;
    }

    public ValueTask DisposeAsync() => Ballot.DisposeAsync();

    [GeneratedRegex("^/(api/v1/(units|cohorts)|board|trend|heat-map|summary|cohorts)")]
    private static partial Regex FiguresRoute();

    [GeneratedRegex("[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(am|pm)?")]
    private static partial Regex Clock();
}
