using System.Globalization;
using MoralePulse.Harness;
using MoralePulse.Story.Tests.Issuance;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.CatchUp;

/// <summary>A real organisation whose service starts again after weeks: two processes at once, as after the repair of a machine room.</summary>
[TestFixture]
internal sealed class WeeksAwayTests
{
    private const int Departments = 8;

    [Test]
    public async Task Missed_closes_come_before_later_ticks_and_missed_purges_are_made_up()
    {
        await using var database = await TestDatabase.Create();
        var time = new SettableTime(Given.Tuesday);
        await Given.Imported(database, Given.Request(Units(), People()), time);
        await using (var before = await TestService.Start(database, time)) await before.Ready(); // it makes keys and partitions
        await database.Execute(string.Create(CultureInfo.InvariantCulture, $"""
            select ballot.make_partitions('2026-10-01', '2026-10-03');
            update issuance.private_key set destroyed_on = '2026-11-20' where key_id in (select key_id from organisation.pass_key where kind = 'day' and service_date = '2026-11-24');
            insert into ballot.pool (ods, kind, code, green, amber, red, target, non_empty_since)
            select 'RY5', 'unit', format('team-%s', n), 3, 3, 2, 15, '2026-11-01' from generate_series(0, {2 * Departments - 1}) n;
            insert into ballot.pool_date (ods, kind, code, service_date, taps) select ods, kind, code, '2026-11-01', 8 from ballot.pool;
            insert into ballot.tick (ods, last, last_close) values ('RY5', '2026-11-01T12:00Z', '2026-11-01')
            on conflict (ods) do update set last = excluded.last, last_close = excluded.last_close;
            create table public.closes (n serial, closed date);
            create function public.note() returns trigger language plpgsql security definer as $$ begin insert into public.closes (closed) values (new.last_close); return null; end $$;
            create trigger note after update on ballot.tick for each row when (new.last_close is distinct from old.last_close) execute function public.note();
            """));

        await using var one = await TestService.Start(database, time);
        await using var other = await TestService.Start(database, time);
        await Task.WhenAll(one.Ready(), other.Ready());

        var dates = Enumerable.Range(2, 23).Select(day => $"(2026-11-{day:00})");
        Assert.That(await database.Rows("select closed from public.closes order by n"), Is.EqualTo(dates), "each date, once, in order");
        // Two teams' taps meet in their department on the 15th and are looked at there the next morning; one check in ten is a decoy. Without that look they would have climbed on.
        Assert.That(await database.Scalar<long>("select count(*) from published.block where code like 'department-%'"), Is.GreaterThan(0));
        Assert.That(await database.Scalar<long>("select count(*) from published.block where code like 'team-%'"), Is.Zero, "a team's eight are too few, however long nobody looked");
        Assert.That(await database.Scalar<long>("select (select sum(green + amber + red) from ballot.pool) + (select coalesce(sum(green + amber + red), 0) from published.block)"), Is.EqualTo(16 * Departments));
        Assert.That(await database.Scalar<bool>("select to_regclass('ballot.spent_20261001') is null and to_regclass('ballot.spent_20261127') is not null"), Is.True);
        Assert.That(await database.Scalar<long>("select count(*) from issuance.private_key where destroyed_on <= '2026-11-23'"), Is.Zero);
    }

    private static MoralePulse.Issuance.Import.UnitLine[] Units() =>
    [
        .. Enumerable.Range(0, Departments).Select(n => Given.Unit($"department-{n},,Department {n},department,40")),
        .. Enumerable.Range(0, 2 * Departments).Select(n => Given.Unit($"team-{n},department-{n / 2},Team {n},team,20")),
    ];

    private static MoralePulse.Issuance.Import.PersonLine[] People() => [.. Enumerable.Range(1, 20).Select(n => Given.Person($"P{n},p{n},team-{n % 16},,"))];
}
