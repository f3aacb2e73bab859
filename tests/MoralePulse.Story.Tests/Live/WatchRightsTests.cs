using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MoralePulse.Harness;
using MoralePulse.Insight.Pulses;
using MoralePulse.Issuance.Import;
using MoralePulse.Story.Tests.Issuance;
using MoralePulse.Web.Live;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Live;

/// <summary>What somebody may watch ends with her right to it, though her connection is open.</summary>
[TestFixture]
internal sealed class WatchRightsTests
{
    private IssuanceWorld world = null!;

    [OneTimeSetUp]
    public async Task Create()
    {
        world = await IssuanceWorld.Create();
        await world.Import(Given.Request(people: People()));
    }

    [OneTimeTearDown]
    public async Task Drop() => await world.DisposeAsync();

    [Test]
    public async Task Who_has_left_the_directory_loses_her_connection_and_nobody_else_does()
    {
        await using var leaver = await Board.Of(world, "p03");
        await using var colleague = await Board.Of(world, "p04");
        await leaver.Watch("surgery");
        await colleague.Watch("surgery");

        await world.Import(Given.Request(people: [.. People().Where(person => person.Person != "P03")]));
        await Look();
        await leaver.Closed.WaitAsync(TimeSpan.FromSeconds(60));
        await Release("surgery");
        await Eventually.Holds(() => colleague.Frames("surgery") == 2);
        Assert.That(leaver.Frames("surgery"), Is.EqualTo(1), "the snapshot, and nothing since");
        Assert.That(() => leaver.Starts(), Throws.InstanceOf<HttpRequestException>(), "she can't connect again with the cookie that she has");
        await world.Import(Given.Request(people: People()));
    }

    [Test]
    public async Task Whose_sign_in_identity_was_taken_away_loses_her_connection_and_nobody_else_does()
    {
        await using var other = await Board.Of(world, "p05");
        await using var colleague = await Board.Of(world, "p06");
        foreach (var board in new[] { other, colleague }) await board.Watch("surgery");

        await world.Import(Given.Request(people: [.. People().Select(person => person.Person == "P05" ? person with { Subject = "p05-new" } : person)]));
        await Look();
        await other.Closed.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.That(() => other.Starts(), Throws.InstanceOf<HttpRequestException>());
        Assert.That(colleague.Closed.IsCompleted, Is.False);
        await world.Import(Given.Request(people: People()));
    }

    [Test]
    public async Task Who_has_lost_a_role_gets_no_more_of_what_only_that_let_her_see()
    {
        await using var board = await Board.Of(world, "p02");
        foreach (var unit in new[] { "ward-2", "RY5" }) await board.Watch(unit);
        await Release("ward-2");
        await Eventually.Holds(() => board.Frames("ward-2") == 2 && board.Frames("RY5") == 2);

        await world.Import(Given.Request()); // not an executive any more
        await Look();
        // The second release's frame of the organisation comes after whatever the first might have sent of the ward.
        await Release("ward-2");
        await Eventually.Holds(() => board.Frames("RY5") == 3);
        await Release("ward-2");
        await Eventually.Holds(() => board.Frames("RY5") == 4);
        Assert.That(board.Frames("ward-2"), Is.EqualTo(2));
        Assert.That(() => board.Watch("ward-2"), Throws.InstanceOf<HubException>().With.Message.Contains("You can't see this figure"));
        Assert.That(() => board.Watch("ward-1"), Throws.Nothing, "her own ward");
        await world.Import(Given.Request(people: People()));
    }

    [Test]
    public async Task A_connection_ends_with_the_cookie_that_opened_it_and_goes_on_with_one_that_was_renewed_meanwhile()
    {
        await using var past = await IssuanceWorld.Create();
        await using var away = await Board.Of(past, "p01");
        await using var busy = await Board.Of(past, "p05", comesBack: true);
        past.Time.Now = past.Time.Now.AddDays(13);
        await using var later = await Board.Of(past, "p04");
        busy.Cookie = await Board.SignsIn(past, "p05");
        past.Time.Now = past.Time.Now.AddDays(1);
        await Look(past);
        await away.Closed.WaitAsync(TimeSpan.FromSeconds(60));
        await busy.CameBack.WaitAsync(TimeSpan.FromSeconds(60));
        foreach (var board in new[] { busy, later }) Assert.That(() => board.Watch("surgery"), Throws.Nothing);
    }

    // P02 of ward 1 is an executive, who sees ward 2 also.
    private static PersonLine[] People() => [.. Given.People().Select(person => person.Person == "P02" ? person with { Roles = "executive" } : person)];

    private int minute;

    private Task Release(string unit) => world.Database.Execute(string.Create(
        CultureInfo.InvariantCulture,
        $"update organisation.unit set headcount = 30 where id = '{unit}'; select published.release('RY5', date_bin('15 minutes', '{world.Time.Now:O}', '2001-01-01Z') - {minute++} * interval '15 minutes', '{world.Time.Now:yyyy-MM-dd}', 'unit', '{unit}', 6, 3, 1, 5, '{{}}', '{{}}', '{{}}')"));

    private Task Look() => Look(world);

    private static Task Look(IssuanceWorld at) => at.Service.Services.GetServices<IHostedService>().OfType<WatchRights>().Single().Look(CancellationToken.None);

    private sealed class Board : IAsyncDisposable
    {
        private readonly HubConnection hub;
        private readonly ConcurrentQueue<Pulse> frames = new();
        private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private readonly TaskCompletionSource cameBack = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly IDictionary<string, string> headers;

        private Board(HubConnection hub, IDictionary<string, string> headers)
        {
            (this.hub, this.headers) = (hub, headers);
            hub.Reconnected += _ =>
            {
                cameBack.TrySetResult();
                return Task.CompletedTask;
            };
            hub.On<Pulse>("PulseChanged", frames.Enqueue);
            hub.Closed += _ =>
            {
                closed.TrySetResult();
                return Task.CompletedTask;
            };
        }

        public Task Closed => closed.Task;

        public Task CameBack => cameBack.Task;

        public string Cookie
        {
            set => headers["Cookie"] = value;
        }

        public static async Task<Board> Of(IssuanceWorld world, string subject, bool comesBack = false)
        {
            IDictionary<string, string> headers = null!;
            var cookie = await SignsIn(world, subject);
            var builder = new HubConnectionBuilder().WithUrl(new Uri(world.Service.Address, "/hubs/pulse"), options => (headers = options.Headers)["Cookie"] = cookie);
            if (comesBack) builder.WithAutomaticReconnect();
            var hub = builder.Build();
            var board = new Board(hub, headers);
            await board.Starts();
            return board;
        }

        /// <summary>Signs in; the cookie is carried without its age.</summary>
        public static async Task<string> SignsIn(IssuanceWorld world, string subject)
        {
            using var form = new FormUrlEncodedContent([new("ods", "RY5"), new("subject", subject)]);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = form, Headers = { { "Origin", world.Service.Address.GetLeftPart(UriPartial.Authority) } } };
            using var signedIn = await world.Http.SendAsync(request);
            return signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        }

        public Task Starts() => hub.StartAsync();

        public Task Watch(string id) => hub.InvokeAsync("Watch", id);

        public int Frames(string unit) => frames.Count(pulse => pulse.Unit == unit);

        public ValueTask DisposeAsync() => hub.DisposeAsync();
    }
}
