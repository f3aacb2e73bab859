using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>The heat map of a trust of 400 teams with a year of released blocks: how large it is, how soon it is there, and how it reads aloud.</summary>
public sealed class LargeTrustTests
{
    private const int LargestPage = 150 * 1024;

    private Trust trust = null!;
    private Visitor executive = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        trust = await Trust.Open();
        // Eight directorates, forty departments, 400 teams, one in five without figures of its own; a figure for each other one in nine weeks of ten, as the door keeps them.
        await trust.Writes("""
            insert into organisation.unit (ods, id, parent_id, name, kind, headcount) select 'RY5', 'dir-' || n, 'RY5', 'Directorate ' || n, 'directorate', 1500 from generate_series(1, 8) n;
            insert into organisation.unit (ods, id, parent_id, name, kind, headcount) select 'RY5', 'dep-' || n, 'dir-' || 1 + n % 8, 'Department of something ' || n, 'department', 300 from generate_series(1, 40) n;
            insert into organisation.unit (ods, id, parent_id, name, kind, headcount) select 'RY5', 'team-' || n, 'dep-' || 1 + n % 40, 'Ward or team ' || n, 'team', case n % 5 when 0 then 8 else 30 end from generate_series(1, 400) n;
            create temporary table block as
                select u.id, '2026-11-24'::date - 7 * w - (n * 7 + w) % 2 as date, 5 + (n * 31 + w * 17) % 9 as green, 3 + (n + w) % 4 as amber, 2 + (n * 7 + w) % 3 as red
                  from (select id, substr(id, 6)::int as n from organisation.unit where id like 'team-%' and headcount > 10) u, generate_series(0, 51) w where (n * 13 + w * 7) % 10 > 0;
            insert into published.roll_up
            with recursive up as (select id as home, id, parent_id from organisation.unit where ods = 'RY5' union all select up.home, p.id, p.parent_id from up join organisation.unit p on p.ods = 'RY5' and p.id = up.parent_id)
            select 'RY5', 'unit', up.id, b.date, sum(b.green), sum(b.amber), sum(b.red) from block b join up on up.home = b.id group by up.id, b.date;
            insert into published.version select 'RY5', 'unit', code, count(*), '2026-11-24T12:00Z' from published.roll_up group by code;
            update organisation.organisation set version = version + 1;
            analyze published.roll_up, published.version;
            """);
        executive = await Visitor.SignsIn(trust, Trust.Executive, Visitor.Desktop);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await executive.DisposeAsync();
        await trust.DisposeAsync();
    }

    [TestCase("/heat-map")]
    [TestCase("/heat-map?every=open")]
    [TestCase("/heat-map?weeks=52&every=open")]
    public async Task The_heat_map_of_400_teams_is_small_and_soon_there(string address)
    {
        var times = new List<double>();
        var transferred = 0L;
        for (var load = 0; load < 6; load++)
        {
            await executive.Opens(address);
            await Expect(executive.Page.Locator("#heat").GetByRole(AriaRole.Rowheader, new() { Name = "Directorate 8" })).ToBeVisibleAsync();
            var shown = await executive.Page.EvaluateAsync<double[]>("""
                () => new Promise(done => requestAnimationFrame(() => setTimeout(() => {
                  const way = performance.getEntriesByType('navigation')[0];
                  done([performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, way.domContentLoadedEventEnd, way.loadEventEnd, way.encodedBodySize, way.decodedBodySize, way.responseStart, way.responseEnd]);
                })))
                """);
            if (load > 0) times.Add(shown[1]); // the first compiles
            transferred = (long)shown[3];
            if (load == 5) TestContext.Out.WriteLine(Invariant($"{address}: {shown[3] / 1024:0.0} KB over the wire, {shown[4] / 1024:0} KB of HTML; first byte {shown[5]:0} ms, last byte {shown[6]:0} ms, first paint {shown[0]:0} ms, whole table {shown[1]:0} ms, loaded {shown[2]:0} ms"));
        }

        var html = Encoding.UTF8.GetBytes(await (await executive.Page.GotoAsync(address))!.TextAsync());
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) await gzip.WriteAsync(html);
        TestContext.Out.WriteLine(Invariant($"{address}: gzip {packed.Length / 1024.0:0.0} KB; whole table in five loads, ms: {string.Join(' ', times.Select(time => time.ToString("0", CultureInfo.InvariantCulture)))}"));
        Assert.That(await executive.Page.Locator("#heat tbody tr").CountAsync(), Is.EqualTo(400 + 40 + 8 + 1 + 6));
        Assert.That(packed.Length, Is.LessThanOrEqualTo(LargestPage));
        Assert.That(transferred, Is.LessThanOrEqualTo(LargestPage));
    }

    [Test]
    public async Task It_reads_aloud_as_a_table_with_headers_and_folds()
    {
        await executive.Opens("/heat-map?open=dep-8");
        var heat = executive.Page.Locator("#heat");
        var spoken = (await heat.AriaSnapshotAsync()).Split('\n');
        var start = Array.FindIndex(spoken, line => line.Contains("Department of something 8 10 teams", StringComparison.Ordinal) || line.Contains("row \"Department of something 8", StringComparison.Ordinal));
        TestContext.Out.WriteLine(string.Join('\n', spoken.Take(24)) + "\n…\n" + string.Join('\n', spoken.Skip(start).Take(60)));
        var row = heat.GetByRole(AriaRole.Row, new() { NameRegex = new("^Ward or team 7 ") });
        await Expect(row.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync("Ward or team 7");
        Assert.That(await row.GetByRole(AriaRole.Cell).AllInnerTextsAsync(), Has.Some.EqualTo("no figure of its own").And.Some.Match("^[0-9]+%$"));
        Assert.That(await heat.GetByRole(AriaRole.Columnheader).CountAsync(), Is.EqualTo(14));
        await Expect(heat.GetByRole(AriaRole.Button, new() { Name = "10 teams of Department of something 8" })).ToHaveAttributeAsync("aria-expanded", "true");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
