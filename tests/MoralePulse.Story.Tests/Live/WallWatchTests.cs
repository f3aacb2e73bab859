using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MoralePulse.Domain.Access;
using MoralePulse.Harness;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.WallDisplays;
using MoralePulse.Story.Tests.Issuance;
using MoralePulse.Web.Live;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Live;

/// <summary>A wall display watches the hub with its link's token: the organisation and departments, until the link is revoked.</summary>
[TestFixture]
internal sealed class WallWatchTests
{
    private static readonly Viewer Executive = new(Given.Trust, "surgery", new HashSet<Role> { Role.Executive });

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
    public async Task A_display_sees_the_organisation_and_departments_live_and_no_team_and_no_cohort([Values] bool webSocket)
    {
        var token = (await links.Make(await Here(), "Corridor", Executive, "P02", CancellationToken.None))!;
        var frames = new ConcurrentQueue<Pulse>();
        await using var hub = Hub(token.Text, frames, webSocket ? HttpTransportType.WebSockets : HttpTransportType.LongPolling);
        await hub.StartAsync();
        foreach (var unit in new[] { "RY5", "care", "surgery" }) await hub.InvokeAsync("Watch", unit);
        foreach (var hidden in new[] { "ward-1", "ward-2", "cohort:staff-group:nursing", "cohort:shift:early", "nowhere" })
            Assert.That(() => hub.InvokeAsync("Watch", hidden), Throws.InstanceOf<HubException>().With.Message.Contains("You can't see this figure"), hidden);
        await Eventually.Holds(() => frames.Count == 3);

        await Release("surgery");
        await Eventually.Holds(() => frames.Count == 6);
        Assert.That(frames.Select(frame => frame.Unit).Distinct(), Is.EquivalentTo(new[] { "RY5", "care", "surgery" }));
    }

    [Test]
    public async Task A_revoked_link_loses_its_connection_and_connects_no_more_and_others_stay()
    {
        var (going, staying) = ((await links.Make(await Here(), "Going", Executive, "P02", CancellationToken.None))!, (await links.Make(await Here(), "Staying", Executive, "P02", CancellationToken.None))!);
        var (lost, kept) = (new ConcurrentQueue<Pulse>(), new ConcurrentQueue<Pulse>());
        await using var first = Hub(going.Text, lost);
        await using var second = Hub(staying.Text, kept);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        first.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await first.StartAsync();
        await second.StartAsync();
        await first.InvokeAsync("Watch", "RY5");
        await second.InvokeAsync("Watch", "RY5");

        await links.Revoke(await Here(), (await links.Of(Given.Trust, CancellationToken.None)).Single(link => link.Name == "Going").Id, Executive, "P02", CancellationToken.None);
        Assert.That(() => first.InvokeAsync("Watch", "care"), Throws.InstanceOf<HubException>(), "at once");
        await world.Service.Services.GetServices<IHostedService>().OfType<WatchRights>().Single().Look(CancellationToken.None);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await Release("care");
        await Eventually.Holds(() => kept.Count == 2);
        Assert.That(lost, Has.Count.EqualTo(1), "the snapshot, and nothing since");
        Assert.That(() => first.StartAsync(), Throws.InstanceOf<HttpRequestException>());
    }

    [TestCase("")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("not a token")]
    public async Task Without_a_link_that_opens_nobody_connects(string token)
    {
        await using var hub = Hub(token, []);
        Assert.That(() => hub.StartAsync(), Throws.InstanceOf<HttpRequestException>().With.Message.Contains("401"));
    }

    private int minute;

    private Task Release(string unit) => world.Database.Execute(string.Create(
        CultureInfo.InvariantCulture,
        $"update organisation.unit set headcount = 30 where id = '{unit}'; select published.release('RY5', date_bin('15 minutes', '{world.Time.Now:O}', '2001-01-01Z') - {minute++} * interval '15 minutes', '{world.Time.Now:yyyy-MM-dd}', 'unit', '{unit}', 6, 3, 1, 5, '{{}}', '{{}}', '{{}}')"));

    private HubConnection Hub(string token, ConcurrentQueue<Pulse> frames, HttpTransportType transport = HttpTransportType.WebSockets)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(world.Service.Address, "/hubs/pulse"), transport, options => options.AccessTokenProvider = () => Task.FromResult<string?>(token)).Build();
        hub.On<Pulse>("PulseChanged", frames.Enqueue);
        return hub;
    }

    private async Task<Tree.OrganisationNow> Here() => (await world.Service.Services.GetRequiredService<PulseReader>().Tree.Find(Given.Trust, CancellationToken.None))!;
}
