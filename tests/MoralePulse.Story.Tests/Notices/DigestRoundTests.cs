using MoralePulse.Issuance.Notices;
using MoralePulse.Story.Tests.Issuance;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Notices;

internal sealed class DigestRoundTests
{
    private NoticeWorld world = null!;

    [SetUp]
    public async Task Create() => world = await NoticeWorld.Create();

    [TearDown]
    public async Task Drop() => await world.DisposeAsync();

    [Test]
    public async Task What_changed_in_the_units_she_chose_is_told_once()
    {
        await world.Choose("P13", "surgery");
        await world.Opens("surgery");
        await world.Opens("care", "concern", "red");
        await world.MakeDigests();
        await world.MakeDigests();
        Assert.That(await world.Waiting(), Is.EqualTo(new[] { "(P13,\"Seaside Care: 1 improvement\")" }));
        Assert.That(await world.Database.Rows("select told, told_news from issuance.notice_reader"), Is.EqualTo(new[] { "(2026-11-24,{surgery/green/2026-11-16/opened})" }));
        Assert.That(await world.Database.Scalar<string>("select id from issuance.outbox"), Does.Match("^[0-9a-f]{32}@morale\\.example\\.org$"));
    }

    [Test]
    public async Task Without_news_there_is_no_mail()
    {
        await world.Choose("P13", "surgery", "care");
        await world.Opens("ward-2");
        await world.MakeDigests();
        Assert.That(await world.Left(), Is.Zero);
    }

    [Test]
    public async Task What_comes_after_the_days_digest_is_told_on_the_next_day_and_nothing_twice()
    {
        await world.Choose("P13", "surgery", "care");
        await world.Opens("surgery");
        await world.MakeDigests();
        await world.Opens("care", "concern", "red");
        await world.MakeDigests();
        Assert.That(await world.Left(), Is.EqualTo(1), "one a day");
        world.Time.Now = world.Time.Now.AddDays(1);
        await world.MakeDigests();
        Assert.That(await world.Waiting(), Is.EqualTo(new[] { "(P13,\"Seaside Care: 1 improvement\")", "(P13,\"Seaside Care: 1 concern\")" }));
    }

    [Test]
    public async Task What_has_passed_is_told_and_a_service_that_was_away_tells_all_of_it()
    {
        await world.Choose("P13", "surgery", "care");
        await world.Opens("surgery");
        await world.MakeDigests();
        world.Time.Now = world.Time.Now.AddDays(7);
        await world.Opens("care", "concern", "red");
        await world.Closes("surgery");
        world.Time.Now = world.Time.Now.AddDays(7);
        await world.Closes("care");
        await world.MakeDigests();
        Assert.That(await world.Waiting(), Has.Member("(P13,\"Seaside Care: 2 passed\")"));
        Assert.That(await world.Database.Scalar<string>("select content ->> 'Text' from issuance.outbox order by date desc limit 1"), Does.Contain("The concern about weekly share of red").And.Contain("The improvement in weekly share of green since the week from 5 October 2026 has passed").And.Not.Contain("red has been above"), "what is over asks nobody to look into it");
    }

    [Test]
    public async Task Nobody_is_told_of_more_than_the_last_week()
    {
        await world.Choose("P13", "surgery", "care");
        await world.Opens("surgery");
        world.Time.Now = world.Time.Now.AddDays(8);
        await world.MakeDigests();
        Assert.That(await world.Left(), Is.Zero, "mail was off, or her address missing: that is history");
    }

    [Test]
    public async Task What_was_before_she_chose_is_not_told()
    {
        await world.Opens("surgery");
        world.Time.Now = world.Time.Now.AddDays(1);
        await world.Choose("P13", "surgery");
        await world.MakeDigests();
        Assert.That(await world.Left(), Is.Zero);
    }

    [TestCase("P01", "ward-1", true, TestName = "A manager is told of her team")]
    [TestCase("P13", "ward-2", false, TestName = "Staff are not told of their team")]
    [TestCase("P13", "ward-1", false, TestName = "Staff are not told of another team")]
    [TestCase("P13", "care", true, TestName = "Staff are told of a directorate")]
    [TestCase("P13", "RY5", true, TestName = "Staff are told of the organisation")]
    [TestCase("E1", "ward-2", true, TestName = "An executive is told of every team")]
    public async Task Who_may_be_told(string person, string unit, bool told)
    {
        await world.Choose(person, unit);
        await world.Opens(unit);
        await world.MakeDigests();
        Assert.That(await world.Left(), Is.EqualTo(told ? 1 : 0));
    }

    [TestCase("moved")]
    [TestCase("lost her role")]
    [TestCase("removed")]
    [TestCase("without an address")]
    public async Task Rights_are_those_of_the_day(string change)
    {
        await world.Choose("P01", "ward-1");
        await world.Opens("ward-1");
        await world.Import(NoticeWorld.Request(person => person.Person != "P01" ? person : change switch
        {
            "moved" => person with { Unit = "ward-2" },
            "lost her role" => person with { Roles = "" },
            "without an address" => person with { Email = "" },
            _ => null,
        }));
        await world.MakeDigests();
        Assert.That(await world.Left(), Is.Zero);

        await world.Import(NoticeWorld.Request());
        await world.MakeDigests();
        Assert.That(await world.Left(), Is.EqualTo(1), "and back again");
    }

    [Test]
    public async Task What_waits_for_somebody_goes_when_she_does()
    {
        await world.Choose("P01", "ward-1");
        await world.Opens("ward-1");
        await world.MakeDigests();
        await world.Import(NoticeWorld.Request(person => person.Person == "P01" ? null : person));
        await world.MakeDigests();
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.outbox"), Is.Zero);
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.person where removed and email is not null"), Is.Zero);
    }

    [Test]
    public async Task A_closed_unit_is_no_news()
    {
        await world.Choose("E1", "ward-2");
        await world.Opens("ward-2");
        await world.Import(NoticeWorld.Request(person => person.Unit == "ward-2" ? person with { Unit = "ward-1" } : person) with { Units = [.. Given.Units().Where(unit => unit.Id != "ward-2")] });
        await world.MakeDigests();
        Assert.That(await world.Left(), Is.Zero);
    }

    [Test]
    public async Task Two_nodes_at_once_make_one_digest()
    {
        for (var n = 1; n <= 20; n++) await world.Choose($"P{n:00}", "surgery");
        await world.Hook("surgery", "E1");
        await world.Opens("surgery");
        var nodes = Enumerable.Range(0, 4).Select(_ => world.Process()).ToList();
        await Task.WhenAll(nodes.Select(world.MakeDigests));
        Assert.That(await world.Left(), Is.EqualTo(21));
    }

    [TestCase(null, 0)]
    [TestCase("true", 2)]
    public async Task A_simulated_organisation_mails_nobody_unless_that_is_wanted(string? setting, int expected)
    {
        await using var simulated = await NoticeWorld.Create(true, ("Notices:Simulated", setting));
        await simulated.Choose("P13", "surgery");
        await simulated.Hook("surgery", "E1");
        await simulated.Opens("surgery");
        await simulated.MakeDigests();
        Assert.That(await simulated.Left(), Is.EqualTo(expected));
        if (expected == 0) return;

        await using var service = await simulated.Sender(("Notices:Simulated", "false"));
        await Task.Delay(500);
        Assert.That(await simulated.Left(), Is.EqualTo(expected), "nor does a service send what another has put");
        Assert.That(await simulated.Database.Scalar<string>("select content ->> 'Subject' from issuance.outbox where person = 'P13'"), Does.StartWith("[Simulated] "));
    }

    [Test]
    public async Task Where_nothing_is_set_nothing_is_made()
    {
        await using var off = await NoticeWorld.Create(false, ("Notices:Smtp:Host", null), ("Notices:PublicAddress", null));
        await off.Choose("P13", "surgery");
        await off.Opens("surgery");
        await off.MakeDigests();
        Assert.That(await off.Database.Scalar<long>("select count(*) from issuance.outbox"), Is.Zero);
    }

    [Test]
    public async Task A_card_needs_a_setter_who_still_leads_the_unit()
    {
        await world.Hook("ward-1", "P01");
        await world.Opens("ward-1");
        await world.Import(NoticeWorld.Request(person => person.Person == "P01" ? person with { Roles = "" } : person));
        await world.MakeDigests();
        Assert.That(await world.Left(), Is.Zero);
        await world.Here.Get<Webhooks>().Set(Given.Trust, "ward-1", world.Receiver.Address.AbsoluteUri, "E1", world.Today, default);
        await world.MakeDigests();
        Assert.That(await world.Waiting(), Is.EqualTo(new[] { "(ward-1,)" }));
    }
}
