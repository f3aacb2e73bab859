using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Domain.Access;
using MoralePulse.Insight.WallDisplays;
using MoralePulse.Story.Tests.Issuance;
using MoralePulse.Tree;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Boards;

/// <summary>Links of wall displays: who makes and ends them, what is kept of them, and what opens.</summary>
[TestFixture]
internal sealed class WallLinkTests
{
    private IssuanceWorld world = null!;
    private WallLinks links = null!;

    [OneTimeSetUp]
    public async Task Create()
    {
        world = await IssuanceWorld.Create();
        links = world.Service.Services.GetRequiredService<WallLinks>();
    }

    [OneTimeTearDown]
    public async Task Drop() => await world.DisposeAsync();

    [Test]
    public async Task A_link_opens_until_it_is_revoked_and_only_its_hash_is_kept()
    {
        var token = (await Make("Main corridor"))!;
        Assert.That((await links.Find(token, CancellationToken.None))!.Name, Is.EqualTo("Main corridor"));
        using (var open = await world.Http.GetAsync($"/wall/{token.Text}"))
        {
            Assert.That(open.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(open.Headers.CacheControl!.NoStore, Is.True);
            Assert.That(open.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
            Assert.That(open.Headers.GetValues("X-Robots-Tag").Single(), Does.Contain("noindex"));
            Assert.That(open.Headers.Contains("Set-Cookie"), Is.False);
            var page = await open.Content.ReadAsStringAsync();
            Assert.That(page, Does.Contain("Surgery").And.Contain("Seaside Care"));
            Assert.That(page, Does.Not.Contain("Ward 1").And.Not.Contain("ward-1").And.Not.Contain("P01"));
        }

        Assert.That(await world.Database.Scalar<long>($"select count(*) from published.wall_link t where t::text like '%{token.Text}%' or t::text like '%{Convert.ToHexStringLower(System.Buffers.Text.Base64Url.DecodeFromChars(token.Text))}%'"), Is.Zero);
        var kept = (await links.Of(Given.Trust, CancellationToken.None)).Single(link => link.Name == "Main corridor");
        Assert.That((kept.MadeAs, kept.MadeBy, kept.MadeOn), Is.EqualTo(("executive", "P02", new DateOnly(2026, 11, 24))));

        Assert.That(await links.Revoke(await Here(), kept.Id, Executive(), "P03", CancellationToken.None), Is.True);
        Assert.That(await links.Find(token, CancellationToken.None), Is.Null);
        using var ended = await world.Http.GetAsync($"/wall/{token.Text}");
        using var never = await world.Http.GetAsync($"/wall/{WallToken.Of(new byte[WallToken.Size]).Text}");
        Assert.That((ended.StatusCode, never.StatusCode), Is.EqualTo((HttpStatusCode.Gone, HttpStatusCode.Gone)), "nobody is told which of the two it is");
        var words = await ended.Content.ReadAsStringAsync();
        Assert.That(words, Does.Contain("does not work any more").And.Not.Contain("Seaside Care"));
        Assert.That(words, Is.EqualTo(await never.Content.ReadAsStringAsync()));
        Assert.That(await world.Database.Scalar<string>($"select revoked_by from published.wall_link where name = 'Main corridor'"), Is.EqualTo("P03"));
    }

    [Test]
    public async Task A_link_that_has_ended_stays_so()
    {
        await Make("Canteen");
        var link = (await links.Of(Given.Trust, CancellationToken.None)).Single(link => link.Name == "Canteen");
        await links.Revoke(await Here(), link.Id, Executive(), "P02", CancellationToken.None);
        Assert.That(await links.Revoke(await Here(), link.Id, Executive(), "P03", CancellationToken.None), Is.True, "a repetition is success");
        Assert.That(await world.Database.Scalar<string>("select revoked_by from published.wall_link where name = 'Canteen'"), Is.EqualTo("P02"));
        Assert.That(() => world.Database.Execute("update published.wall_link set revoked_by = null, revoked_on = null where name = 'Canteen'"), Throws.InstanceOf<Npgsql.PostgresException>());
    }

    [TestCase(Role.Manager)]
    [TestCase(Role.MoraleInnovator)]
    [TestCase(Role.StaffRepresentative)]
    [TestCase(Role.Commissioner)]
    public async Task Links_are_for_executives_and_administrators(Role role)
    {
        var viewer = Executive() with { Roles = new HashSet<Role> { role } };
        Assert.That(await links.Make(await Here(), "Back door", viewer, "P09", CancellationToken.None), Is.Null);
        Assert.That(await links.Revoke(await Here(), "AAAA", viewer, "P09", CancellationToken.None), Is.False);
    }

    [Test]
    public async Task A_commissioner_with_another_role_makes_none_and_nobody_does_so_for_another_organisation()
    {
        var both = Executive() with { Roles = new HashSet<Role> { Role.Executive, Role.Commissioner } };
        Assert.That(await links.Make(await Here(), "Back door", both, "P09", CancellationToken.None), Is.Null);
        Assert.That(await links.Make(await Here(), "Back door", Executive() with { Ods = Domain.Organisation.Ods.Parse("RX1") }, "P09", CancellationToken.None), Is.Null);
        Assert.That(await links.Make(await Here(), "", Executive(), "P09", CancellationToken.None), Is.Null);
        Assert.That(await links.Make(await Here(), new string('x', 81), Executive(), "P09", CancellationToken.None), Is.Null);
    }

    [TestCase("/wall-displays/make")]
    [TestCase("/wall-displays/revoke")]
    public async Task The_forms_are_refused_from_elsewhere_and_to_nobody(string address)
    {
        using var content = new FormUrlEncodedContent([new("name", "x"), new("link", "x")]);
        using var elsewhere = new HttpRequestMessage(HttpMethod.Post, address) { Content = content, Headers = { { "Origin", "https://elsewhere.example" } } };
        Assert.That((await world.Http.SendAsync(elsewhere)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        using var same = new FormUrlEncodedContent([new("name", "x"), new("link", "x")]);
        using var nobody = new HttpRequestMessage(HttpMethod.Post, address) { Content = same, Headers = { { "Origin", world.Service.Address.GetLeftPart(UriPartial.Authority) } } };
        Assert.That((await world.Http.SendAsync(nobody)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private static Viewer Executive() => new(Given.Trust, "surgery", new HashSet<Role> { Role.Executive });

    private async Task<WallToken?> Make(string name) => await links.Make(await Here(), name, Executive(), "P02", CancellationToken.None);

    private async Task<OrganisationNow> Here() => (await world.Service.Services.GetRequiredService<Insight.Pulses.PulseReader>().Tree.Find(Given.Trust, CancellationToken.None))!;
}
