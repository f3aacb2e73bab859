using System.Net;
using System.Text;
using MoralePulse.Harness;
using MoralePulse.Issuance.Notices;
using MoralePulse.Issuance.Notices.Sending;
using MoralePulse.Story.Tests.Issuance;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Notices;

/// <summary>Cards, at a real HTTP receiver that fails, stalls and recovers.</summary>
internal sealed class CardTests
{
    private NoticeWorld world = null!;

    [SetUp]
    public async Task Create() => world = await NoticeWorld.Create();

    [TearDown]
    public async Task Drop() => await world.DisposeAsync();

    [Test]
    public async Task A_units_news_is_posted_once_a_day()
    {
        await Made();
        await using var sender = await world.Sender();
        await world.Drained();
        var card = world.Receiver.Posted.Single();
        Assert.That(card.Key, Does.Match("^[0-9a-f]{32}$"));
        Assert.That(card.Body.ToString(), Does.Contain("Improvement: ").And.Contain("https://morale.example.org/trend/surgery"));
        await world.Opens("surgery", "concern", "red");
        await world.MakeDigests();
        Assert.That(await world.Left(), Is.Zero);
        world.Time.Now = world.Time.Now.AddDays(1);
        await world.MakeDigests();
        await Eventually.Holds(() => world.Receiver.Posted.Count == 2, "the next day's card");
    }

    [TestCase(500)]
    [TestCase(503)]
    [TestCase(429)]
    [TestCase(0)]
    public async Task A_receiver_in_trouble_gets_the_same_card_until_it_takes_it(int answers)
    {
        await Made();
        world.Receiver.Answers = answers;
        await using var sender = await world.Sender(("Notices:TimeoutSeconds", "1"));
        await Eventually.Holds(() => world.Database.Scalar<bool>("select attempts > 0 from issuance.outbox"), "it was tried in vain");
        world.Receiver.Answers = 202;
        await world.Drained();
        Assert.That(world.Receiver.Posted.Select(card => card.Key).Distinct().Count(), Is.EqualTo(1));
        Assert.That(world.Receiver.Posted, Has.Count.GreaterThan(1));
    }

    [TestCase(302, "it answers with a redirect, which is not followed")]
    [TestCase(410, "it refuses the card for good (410)")]
    public async Task A_receiver_that_will_never_take_it_is_given_up_until_it_is_set_again(int answers, string why)
    {
        await Made();
        world.Receiver.Answers = answers;
        await using var sender = await world.Sender();
        await world.Drained();
        Assert.That((await world.Here.Get<Webhooks>().In(Given.Trust, default)).Single().GivenUp, Is.EqualTo(why));
        Assert.That((world.Receiver.Posted.Count, world.Receiver.Elsewhere), Is.EqualTo((1, 0)));

        world.Receiver.Answers = 200;
        await world.Hook("surgery", "E1");
        await Eventually.Holds(() => world.Receiver.Posted.Count == 2, "it is posted again");
        await world.Drained();
    }

    [Test]
    public async Task A_removed_webhook_gets_nothing()
    {
        await Made();
        await world.Here.Get<Webhooks>().Remove(Given.Trust, "surgery", default);
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.outbox"), Is.Zero);
        Assert.That(await world.Here.Get<Webhooks>().In(Given.Trust, default), Is.Empty);
    }

    [Test]
    public async Task An_address_lies_sealed_and_for_its_unit_only()
    {
        await world.Hook("surgery", "E1");
        var box = await world.Database.Scalar<byte[]>("select sealed from issuance.webhook");
        Assert.That(Encoding.Latin1.GetString(box), Does.Not.Contain("top-secret"));
        var hooks = world.Here.Get<Webhooks>();
        Assert.That(hooks.Open("RY5", "surgery", box), Is.EqualTo(world.Receiver.Address));
        Assert.That(hooks.Open("RY5", "ward-1", box), Is.Null);
    }

    [Test]
    public async Task An_address_that_the_settings_allow_no_more_is_given_up()
    {
        await Made();
        await using var sender = await world.Sender(("Notices:WebhookHosts", "*.webhook.office.com"));
        await world.Drained();
        Assert.That(world.Receiver.Posted, Is.Empty);
        Assert.That((await world.Here.Get<Webhooks>().In(Given.Trust, default)).Single().GivenUp, Does.Contain("settings"));
    }

    [TestCase("127.0.0.1")]
    [TestCase("10.1.2.3")]
    [TestCase("169.254.169.254")]
    [TestCase("::ffff:192.168.0.1")]
    [TestCase("fd00::1")]
    [TestCase("93.184.215.14,172.16.0.1")]
    public async Task A_name_that_leads_into_a_private_network_is_not_connected_to(string found)
    {
        var guard = new WebhookGuard(world.Here.Get<NoticeOptions>(), (_, _) => Task.FromResult(found.Split(',').Select(IPAddress.Parse).ToArray()));
        using var delivery = new WebhookDelivery(guard);
        var outcome = await delivery.Attempt(new Claimed.Card("key", "{}", guard.Allowed("https://evil.webhook.office.com/hook")), default);
        Assert.That(outcome, Is.EqualTo(new DeliveryOutcome.GivenUp("its address leads into a private network")));
    }

    private async Task Made()
    {
        await world.Hook("surgery", "E1");
        await world.Opens("surgery");
        await world.MakeDigests();
    }
}
