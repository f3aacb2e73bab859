using System.Text.RegularExpressions;
using MoralePulse.Insight.WallDisplays;
using MoralePulse.Story.Tests.Issuance;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.SetUp;

/// <summary>Who hung up a wall display and took it down stands in the trail, and nothing there opens one.</summary>
[TestFixture]
internal sealed partial class WallTrailTests
{
    private SetUpWorld world = null!;

    [SetUp]
    public async Task Create() => world = await SetUpWorld.Create(open: true);

    [TearDown]
    public async Task Drop() => await world.DisposeAsync();

    [Test]
    public async Task Making_and_revoking_a_link_is_in_the_trail_by_its_name_and_without_its_token()
    {
        var before = await world.Trail();
        var answer = await world.Posts("p02", "/wall-displays/make", new() { ["name"] = "Main corridor" });
        var page = await (await world.Gets("p02", answer.Headers.Location!.ToString())).Content.ReadAsStringAsync();
        var token = Token().Match(page).Groups[1].Value;
        Assert.That(token, Is.Not.Empty);
        var link = (await world.Get<WallLinks>().Of(Given.Trust, default)).Single();
        for (var twice = 0; twice < 2; twice++) await world.Posts("p02", "/wall-displays/revoke", new() { ["link"] = link.Id });
        Assert.That((await world.Trail()).Skip(before.Count).Select(row => row[(row.IndexOf(',', StringComparison.Ordinal) + 1)..]), Is.EqualTo(new[]
        {
            "P02,wall,,,{\"name\":\"Main corridor\",\"from\":\"2026-11-24\"})",
            "P02,wall,,{\"name\":\"Main corridor\",\"from\":\"2026-11-24\"},{\"name\":\"Main corridor\",\"from\":\"2026-11-24\",\"to\":\"2026-11-24\"})",
        }));
        Assert.That(string.Join('\n', await world.Trail()), Does.Not.Contain(token).And.Not.Contain(link.Id));
        var trail = await (await world.Gets("p03", "/setup/audit?act=wall")).Content.ReadAsStringAsync();
        Assert.That(trail, Does.Contain("Link of a wall display").And.Contain("until"));
        Assert.That(trail, Does.Contain("Main corridor").And.Contain("24 November 2026"));
    }

    [Test]
    public async Task What_was_refused_is_not_in_the_trail()
    {
        var before = await world.Trail();
        await world.Posts("p02", "/wall-displays/make", new() { ["name"] = "" });
        await world.Posts("p02", "/wall-displays/make", new() { ["name"] = new('x', WallLink.LongestName + 1) });
        await world.Posts("p02", "/wall-displays/revoke", new() { ["link"] = "AAAA" });
        await world.Posts("p03", "/wall-displays/make", new() { ["name"] = "Canteen" });
        await world.Database.Execute($"insert into published.wall_link (ods, token_hash, name, made_as, made_by, made_on) select '{Given.Trust}', sha256(n::text::bytea), 'Screen ' || n, 'executive', 'P02', '2026-11-24' from generate_series(1, {WallLinks.MostOpen}) n");
        await world.Posts("p02", "/wall-displays/make", new() { ["name"] = "One too many" });
        Assert.That(await world.Trail(), Is.EqualTo(before));
    }

    [GeneratedRegex("/wall/([A-Za-z0-9_-]+)\"")]
    private static partial Regex Token();
}
