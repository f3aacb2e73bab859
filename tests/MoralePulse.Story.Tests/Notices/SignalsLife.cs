using NUnit.Framework;

namespace MoralePulse.Story.Tests.Notices;

/// <summary>A signal from opening to closing, with a service that is killed between sending and recording.</summary>
internal sealed class SignalsLife
{
    private NoticeWorld world = null!;

    [SetUp]
    public async Task Create() => world = await NoticeWorld.Create();

    [TearDown]
    public async Task Drop() => await world.DisposeAsync();

    [Test]
    public async Task A_signal_is_told_once_although_the_service_dies_between_sending_and_recording()
    {
        await world.Choose("P01", "ward-1");
        await world.Hook("ward-1", "P01");
        await world.Opens("ward-1");
        Say("a signal opened: ward-1, share of green, improvement");
        await world.MakeDigests();
        var (mailId, cardId) = (await world.Database.Scalar<string>("select id from issuance.outbox where person = 'P01'"), await world.Database.Scalar<string>("select id from issuance.outbox where unit_id = 'ward-1'"));
        Say($"a digest and a card were made: Message-ID {mailId}, Idempotency-Key {cardId}");

        var first = world.Process();
        await world.KillBetweenSendingAndRecording(first, () => !world.Mail.Received.IsEmpty && !world.Receiver.Posted.IsEmpty);
        Say($"the mail server accepted {world.Mail.Received.Single().MessageId}, the receiver {world.Receiver.Posted.Single().Key}; the service died before it could record that");
        Assert.That(await world.Left(), Is.EqualTo(2));

        await using (await world.Sender()) await world.Drained();
        foreach (var mail in world.Mail.Received.Skip(1)) Say($"another service sent {mail.MessageId} again: the same Message-ID");
        foreach (var card in world.Receiver.Posted.Skip(1)) Say($"another service posted {card.Key} again: the same Idempotency-Key");
        Assert.That(world.Mail.Received.Select(mail => mail.MessageId), Is.EqualTo(new[] { mailId, mailId }));
        Assert.That(world.Receiver.Posted.Select(card => card.Key), Is.EqualTo(new[] { cardId, cardId }));
        Say($"a receiver that heeds them has {world.Mail.Received.DistinctBy(mail => mail.MessageId).Count()} e-mail and {world.Receiver.Posted.DistinctBy(card => card.Key).Count()} card; the outbox is empty");

        for (var day = 0; day < 7; day++)
        {
            world.Time.Now = world.Time.Now.AddDays(1);
            await world.MakeDigests();
        }

        Assert.That(await world.Left(), Is.Zero);
        Say("a week of digests later: nothing was told again");
        await world.Closes("ward-1");
        Say("the signal closed");
        await world.MakeDigests();
        await using (await world.Sender()) await world.Drained();
        var last = world.Mail.Received.Last();
        Say($"told that it has passed: Message-ID {last.MessageId}, “{last.Subject}”");
        Assert.That((last.Subject, last.MessageId == mailId), Is.EqualTo(("Seaside Care: 1 passed", false)));
        Assert.That((world.Mail.Received.Count, world.Receiver.Posted.Count), Is.EqualTo((3, 3)));
    }

    private void Say(string what) => TestContext.Out.WriteLine($"{world.Today:yyyy-MM-dd} {what}");
}
