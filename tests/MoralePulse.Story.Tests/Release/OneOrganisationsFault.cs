using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Harness;
using MoralePulse.Story.Tests.Issuance;
using MoralePulse.Web.Jobs;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Release;

[TestFixture]
internal sealed class OneOrganisationsFault
{
    [Test]
    public async Task Keeps_no_other_organisation_from_its_ticks_and_closes()
    {
        await using var database = await TestDatabase.Create();
        var time = new SettableTime(Given.Tuesday);
        foreach (var ods in (string[])["RA1", "RB2", "RC3"]) await Given.Imported(database, Given.Request(ods: Domain.Organisation.Ods.Parse(ods)), time);
        await database.Execute("""
            create function ballot.fail() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;
            create trigger broken before insert or update on ballot.tick for each row when (new.ods = 'RB2') execute function ballot.fail();
            """);
        await using var service = await TestService.Start(database, time);
        await using var scope = service.Services.CreateAsyncScope();
        var jobs = scope.ServiceProvider.GetRequiredService<DailyJobs>();
        Assert.That(() => jobs.Close(CancellationToken.None), Throws.InstanceOf<AggregateException>());
        await Eventually.Holds(async () => await Ticked() == 2);
        Assert.That(await database.Rows("select ods, last_close from ballot.tick where last > '2026-11-24T09:00Z' order by 1"), Is.EqualTo(new[] { "(RA1,2026-11-24)", "(RC3,2026-11-24)" }));

        Task<long> Ticked() => database.Scalar<long>("select count(*) from ballot.tick where last = '2026-11-24T10:00Z'");
    }
}
