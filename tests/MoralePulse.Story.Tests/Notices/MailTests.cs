using MoralePulse.Harness;
using MoralePulse.Issuance.Notices;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Notices;

/// <summary>E-mail, by a real SMTP server that refuses, stalls, cuts the line and recovers.</summary>
internal sealed class MailTests
{
    private NoticeWorld world = null!;

    [SetUp]
    public async Task Create() => world = await NoticeWorld.Create();

    [TearDown]
    public async Task Drop() => await world.DisposeAsync();

    [Test]
    public async Task A_digest_arrives_once_whole_and_with_a_way_out()
    {
        await Made("P13");
        var id = await Id();
        await using var sender = await world.Sender();
        await world.Drained();
        var mail = world.Mail.Received.Single();
        Assert.That(mail.MessageId, Is.EqualTo(id));
        Assert.That(mail.To.Mailboxes.Single().Address, Is.EqualTo("p13@example.org"));
        Assert.That(mail.From.Mailboxes.Single().Address, Is.EqualTo("morale@example.org"));
        Assert.That((mail.TextBody, mail.HtmlBody), Is.Not.EqualTo(((string?)null, (string?)null)));
        Assert.That(mail.Headers["List-Unsubscribe"], Does.Match("^<https://morale\\.example\\.org/unsubscribe/[A-Za-z0-9_-]{43}>$"));
        Assert.That(mail.Headers["List-Unsubscribe-Post"], Is.EqualTo("List-Unsubscribe=One-Click"));
        Assert.That(mail.Headers["Auto-Submitted"], Is.EqualTo("auto-generated"));
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.outbox"), Is.Zero);
    }

    [TestCase(MailMood.Busy)]
    [TestCase(MailMood.Stalls)]
    [TestCase(MailMood.DropsAfterData)]
    public async Task A_server_in_trouble_gets_the_same_mail_until_it_takes_it(MailMood mood)
    {
        await Made("P13");
        var id = await Id();
        world.Mail.Mood = mood;
        await using var sender = await world.Sender(("Notices:TimeoutSeconds", "1"));
        await Eventually.Holds(async () => world.Mail.Offered >= 2 && await world.Database.Scalar<int>("select attempts from issuance.outbox") > 0, "it was tried in vain");
        Assert.That(await world.Left(), Is.EqualTo(1));
        world.Mail.Mood = MailMood.Takes;
        await world.Drained();
        Assert.That(world.Mail.Received.Select(mail => mail.MessageId), Is.Not.Empty.And.All.EqualTo(id));
        if (mood == MailMood.DropsAfterData) Assert.That(world.Mail.Received, Has.Count.GreaterThan(1));
    }

    [Test]
    public async Task A_server_that_is_not_there_yet_is_waited_for()
    {
        await Made("P13");
        var port = MailServer.FreePort();
        await using var sender = await world.Sender(("Notices:Smtp:Port", $"{port}"));
        await Eventually.Holds(() => world.Database.Scalar<bool>("select attempts > 0 from issuance.outbox"), "it was tried in vain");
        await using var late = new MailServer(port);
        await world.Drained();
        Assert.That(late.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_refused_recipient_is_given_up_and_keeps_nobody_else_waiting()
    {
        world.Mail.Refused.Add("p13@example.org");
        await Made("P13", "P14", "P15");
        await using var sender = await world.Sender();
        await world.Drained();
        Assert.That(world.Mail.Received.Select(mail => mail.To.Mailboxes.Single().Address), Is.EquivalentTo(new[] { "p14@example.org", "p15@example.org" }));
        Assert.That(await world.Database.Rows("select person, attempts, given_up from issuance.outbox"), Is.EqualTo(new[] { "(P13,1,\"the mail server refuses it for good (550)\")" }));
        Assert.That((await world.Here.Get<NoticeChoices>().Of(Issuance.Given.Trust, "P13", default))!.GivenUp, Does.Contain("(550)"));

        world.Time.Now = world.Time.Now.AddDays(28);
        await world.MakeDigests();
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.outbox"), Is.EqualTo(1));
        world.Time.Now = world.Time.Now.AddDays(1);
        await world.MakeDigests();
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.outbox"), Is.Zero, "forgotten after four weeks");
    }

    [Test]
    public async Task Once_a_mail_arrives_again_nothing_is_said_of_one_that_did_not()
    {
        world.Mail.Refused.Add("p13@example.org");
        await Made("P13");
        await using var sender = await world.Sender();
        await world.Drained();
        world.Mail.Refused.Clear();
        world.Time.Now = world.Time.Now.AddDays(1);
        await world.Closes("surgery");
        await world.MakeDigests();
        await world.Drained();
        Assert.That((await world.Here.Get<NoticeChoices>().Of(Issuance.Given.Trust, "P13", default))!.GivenUp, Is.Null);
    }

    [Test]
    public async Task Two_services_send_each_mail_once()
    {
        await Made([.. Enumerable.Range(1, 20).Select(n => $"P{n:00}")]);
        await using var one = await world.Sender(("Notices:TimeoutSeconds", "60"));
        await using var other = await world.Sender(("Notices:TimeoutSeconds", "60"));
        await world.Drained();
        Assert.That(world.Mail.Received.Select(mail => mail.MessageId), Is.Unique);
        Assert.That(world.Mail.Received, Has.Count.EqualTo(20));
    }

    [Test]
    public async Task A_corrected_address_gets_what_waits()
    {
        await Made("P13");
        await world.Import(NoticeWorld.Request(person => person.Person == "P13" ? person with { Email = "new@example.org" } : person));
        await using var sender = await world.Sender();
        await world.Drained();
        Assert.That(world.Mail.To("new@example.org").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Nothing_that_is_secret_or_about_a_person_is_logged()
    {
        world.Mail.Refused.Add("p13@example.org");
        world.Mail.Mood = MailMood.Busy;
        world.Receiver.Answers = 503;
        await world.Hook("surgery", "E1");
        await Made("P13", "P14");
        await using var sender = await world.Sender();
        await Eventually.Holds(() => world.Database.Scalar<bool>("select bool_and(attempts > 0) from issuance.outbox"), "all were tried in vain");
        world.Mail.Mood = MailMood.Takes;
        world.Receiver.Answers = 302;
        await world.Drained();
        await using var elsewhere = await world.Sender(("Notices:Smtp:Port", $"{MailServer.FreePort()}"));
        await Made("P15");
        await Eventually.Holds(() => elsewhere.Log.Any(line => line.Contains("another try", StringComparison.Ordinal)) || sender.Log.Count(line => line.Contains("accepted", StringComparison.Ordinal)) > 1, "the third was tried");

        var log = string.Join('\n', sender.Log.Concat(elsewhere.Log));
        Assert.That(log, Does.Contain("A notice was accepted (e-mail)").And.Contain("A notice was given up (card)").And.Contain("A notice waits for another try (card"));
        foreach (var secret in new[] { "example.org", "top-secret", "127.0.0.1", "P13", "P14", "surgery", "Surgery" }) Assert.That(log, Does.Not.Contain(secret));
    }

    [Test]
    public async Task What_waits_is_not_sent_to_who_has_lost_the_right_to_it_and_made_anew_as_she_may_have_it()
    {
        await world.Choose("P01", "ward-1", "surgery");
        await world.Opens("ward-1");
        await world.Opens("surgery", "concern", "red");
        await world.MakeDigests();
        var before = await Id();
        await world.Import(NoticeWorld.Request(person => person.Person == "P01" ? person with { Roles = "" } : person));
        await using (var sender = await world.Sender())
        {
            await Task.Delay(1500); // several rounds
            Assert.That(world.Mail.Received, Is.Empty, "she leads ward 1 no more");
        }

        await world.MakeDigests();
        Assert.That(await Id(), Is.Not.EqualTo(before));
        await using var again = await world.Sender();
        await world.Drained();
        Assert.That(world.Mail.Received.Single().TextBody, Does.Contain("Surgery").And.Not.Contain("Ward 1"));
    }

    [Test]
    public async Task What_waits_is_not_sent_to_who_wants_it_no_more()
    {
        await Made("P13");
        await world.Choose("P13");
        await using var sender = await world.Sender();
        await world.MakeDigests();
        await world.Drained();
        Assert.That(world.Mail.Received, Is.Empty);
    }

    private async Task Made(params string[] people)
    {
        foreach (var person in people) await world.Choose(person, "surgery");
        if (await world.Database.Scalar<long>("select count(*) from published.signal") == 0) await world.Opens("surgery");
        await world.MakeDigests();
    }

    private Task<string> Id() => world.Database.Scalar<string>("select id from issuance.outbox");
}
