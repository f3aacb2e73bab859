using MoralePulse.Ballot.Taps;
using MoralePulse.Domain.Passes;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;
using NUnit.Framework;
using static MoralePulse.Story.Tests.Release.BallotWorld;

namespace MoralePulse.Story.Tests.Release;

[TestFixture]
internal sealed class AdmissionTests
{
    private static readonly string[] Units = ["org,,organisation,400", "dep,org,department,200", "a,dep,team,60", "b,dep,team,60", "small,dep,team,6"];

    [Test]
    public async Task A_tap_resent_is_counted_once_with_its_first_mood()
    {
        await using var world = await BallotWorld.Create(Units);
        Assert.That(await world.Count(Tap("anna", "a", Mood.Amber)), Is.EqualTo(1));
        Assert.That(await world.Count(Tap("anna", "a", Mood.Red)), Is.Zero);
        Assert.That(await world.Pool("a"), Is.EqualTo(new PoolCounts(Amber: 1)));
    }

    [Test]
    public async Task The_same_pass_twice_in_one_batch_counts_once_with_the_first_mood()
    {
        await using var world = await BallotWorld.Create(Units);
        var counted = await world.Admission.Admit([Tap("anna", "a", Mood.Green), Tap("ben", "a", Mood.Red), Tap("anna", "b", Mood.Amber)], CancellationToken.None);
        Assert.That(counted, Is.EqualTo(new[] { Admitted.Now, Admitted.Now, Admitted.Before }));
        Assert.That(await world.Pool("a"), Is.EqualTo(new PoolCounts(Green: 1, Red: 1)));
    }

    [Test]
    public async Task A_week_pass_counts_once_and_only_with_a_fresh_day_pass()
    {
        await using var world = await BallotWorld.Create(Units);
        await world.Count(Tap("anna", "a", Mood.Green, week: false));
        await world.Count(Tap("anna", "a", Mood.Green)); // spent day pass: its week pass stays untouched
        Assert.That(await world.Database.Scalar<long>("select count(*) from ballot.pool_week"), Is.Zero);
        await world.Count(Tap("anna", "a", Mood.Green, "2026-11-24"), Tap("anna", "b", Mood.Green, "2026-11-25"));
        Assert.That(await world.Database.Rows("select code, week, passes from ballot.pool_week"), Is.EqualTo(new[] { "(a,2026-11-23,1)" }));
    }

    [Test]
    public async Task Dates_and_weeks_are_kept_apart_from_moods()
    {
        await using var world = await BallotWorld.Create(Units);
        await world.Count(Tap("anna", "a", Mood.Green), Tap("ben", "a", Mood.Red), Tap("anna", "a", Mood.Red, "2026-11-22"));
        Assert.That(await world.Database.Rows("select service_date, taps from ballot.pool_date order by 1"), Is.EqualTo(new[] { "(2026-11-22,1)", "(2026-11-23,2)" }));
        Assert.That(await world.Database.Rows("select week, passes from ballot.pool_week order by 1"), Is.EqualTo(new[] { "(2026-11-16,1)", "(2026-11-23,2)" }));
    }

    [Test]
    public async Task A_small_teams_taps_count_in_the_nearest_unit_that_is_large_enough()
    {
        await using var world = await BallotWorld.Create(Units);
        await world.Count(Tap("anna", "small", Mood.Green));
        Assert.That(await world.Pool("dep"), Is.EqualTo(new PoolCounts(Green: 1)));
    }

    [Test]
    public async Task A_closed_units_taps_count_in_its_nearest_living_ancestor_and_later_are_not_taken()
    {
        await using var world = await BallotWorld.Create(Units);
        await world.Database.Execute("update organisation.unit set closed_on = '2026-11-21' where id = 'a'; update organisation.organisation set version = version + 1");
        Assert.That(await world.Count(Tap("anna", "a", Mood.Green)), Is.EqualTo(1));
        Assert.That(await world.Pool("dep"), Is.EqualTo(new PoolCounts(Green: 1)));
        await world.SetClock("2026-11-25T10:00Z");
        Assert.That(await world.Admission.Admit([Tap("ben", "a", Mood.Green)], CancellationToken.None), Is.EqualTo(new[] { Admitted.UnitGone }));
        Assert.That(await world.Database.Scalar<long>("select count(*) from ballot.spent where hash is not null"), Is.EqualTo(2), "the day and week pass of the one that was taken, none of the other");
    }

    [Test]
    public async Task I2_many_concurrent_batches_with_resends_and_ticks_count_each_pass_once()
    {
        await using var world = await BallotWorld.Create(Units);
        var random = new Random(3);
        string[] dates = ["2026-11-21", "2026-11-22", "2026-11-23"];
        var taps = Enumerable.Range(0, 400)
            .SelectMany(person => dates.Select(date => Tap($"p{person}", Units[random.Next(2, 5)].Split(',')[0], (Mood)random.Next(3), date))).ToList();
        var sent = taps.SelectMany(tap => Enumerable.Repeat(tap, random.Next(1, 4))).OrderBy(_ => random.Next()).Chunk(23).ToList();

        var ticking = Task.Run(async () =>
        {
            for (var minute = 0; minute < 40; minute++) await world.TickAt(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero).AddMinutes(15 * minute));
        });
        var counted = 0;
        await Parallel.ForEachAsync(sent, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (batch, stop) =>
            Interlocked.Add(ref counted, (await world.Admission.Admit(batch, stop)).Count(one => one == Admitted.Now)));
        await ticking;

        Assert.That(counted, Is.EqualTo(taps.Count));
        Assert.That(await world.Pending() + await world.Released(), Is.EqualTo(taps.Count));
        Assert.That(await world.Released(), Is.GreaterThan(0));
        Assert.That(await world.Database.Scalar<long>("select coalesce(sum(taps), 0)::bigint from ballot.pool_date"), Is.EqualTo(await world.Pending()), "dates go with their taps");
    }

    [Test]
    public async Task Two_organisations_in_one_batch_keep_their_ledgers_and_pools_apart()
    {
        await using var world = await BallotWorld.Create(Units);
        await world.Database.Execute("""
            insert into organisation.organisation (ods, name) values ('RY5', 'Real trust');
            insert into organisation.settings (ods) values ('RY5');
            insert into organisation.unit (ods, id, parent_id, name, kind, headcount) values ('RY5', 'a', null, 'A', 'organisation', 50);
            select ballot.make_partitions('2026-11-20', '2026-12-20');
            """);
        var real = Tap("anna", "a", Mood.Red) with { Ods = MoralePulse.Domain.Organisation.Ods.Parse("RY5") };
        foreach (var (pass, position) in new[] { (real.Day, 1), (real.Week!, 2) }) // a real organisation's passes are of keys that it has
        {
            await world.Database.Execute($"""
                insert into organisation.pass_key (ods, position, key_id, kind, service_date, spki, head)
                values ('RY5', {position}, '\x{Convert.ToHexString(pass.KeyId.ToBytes())}', '{(pass.Kind == PassKind.Day ? "day" : "week")}', '{pass.Date.Value:O}', '', '\x{Convert.ToHexString(pass.Hash)}')
                """);
        }

        Assert.That(await world.Count(Tap("anna", "a", Mood.Green), real), Is.EqualTo(2), "a simulated organisation's ledger is its own");
        Assert.That(await world.Database.Rows("select ods, green, red from ballot.pool order by 1"), Is.EqualTo(new[] { "(RY5,0,1)", "(SIM1,1,0)" }));
        Assert.That(await world.Database.Scalar<long>("select count(*) from ballot.spent_real"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_simulated_ledger_is_purged_by_its_own_clock_and_a_real_one_only_a_partition_at_a_time()
    {
        await using var world = await BallotWorld.Create(Units);
        await world.Count(Tap("anna", "a", Mood.Green, week: false));
        await world.Ledger.PurgeSimulated(Ods, new DateOnly(2026, 11, 28), CancellationToken.None);
        Assert.That(await world.Database.Scalar<long>("select count(*) from ballot.spent"), Is.EqualTo(1), "closes on the 26th, kept two days more");
        await world.Ledger.PurgeSimulated(Ods, new DateOnly(2026, 11, 29), CancellationToken.None);
        Assert.That(await world.Database.Scalar<long>("select count(*) from ballot.spent"), Is.Zero);

        await world.Ledger.MakePartitions(new DateOnly(2020, 1, 10), CancellationToken.None);
        await world.Ledger.DropPartitions(CancellationToken.None);
        Assert.That(await world.Database.Scalar<bool>("select to_regclass('ballot.spent_20200110') is null"), Is.True);
    }
}
