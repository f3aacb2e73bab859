using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.Trends;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Trends;

[TestFixture]
internal sealed class TrendUpkeepTests
{
    private const string Rows = "select kind, code, grain, measure, profile, md5(body::text) from published.trend order by 1, 2, 3, 4, 5";
    private static readonly int[] Calm = [60, 62, 58, 61, 59, 60, 63, 57, 61, 59, 60, 62, 58, 60];

    [Test]
    public async Task A_trend_is_what_the_domain_reads_from_the_released_sums()
    {
        await using var world = await TrendWorld.Create();
        await world.Weeks("a", 0, Calm);
        await world.MondayMorning(14);

        var trend = await world.Trend(PulseScope.OfUnit("a"));
        var reading = Xmr.Read(Calm.Select((green, week) => new Observation(TrendWorld.Monday(week), green)), new());
        Assert.That(trend.Points.Select(point => (point.Date, point.Value, point.N)), Is.EqualTo(reading.Points.Select(point => (point.Date, point.Value, (long?)100))));
        Assert.That(trend.Groups, Has.Count.EqualTo(1));
        var limits = (Limits.Known)reading.Groups[0].Limits;
        Assert.That((trend.Groups[0].Mean, trend.Groups[0].Lower, trend.Groups[0].Upper), Is.EqualTo((reading.Groups[0].Mean, (double?)limits.Lower, (double?)limits.Upper)));
        Assert.That(trend.Variation, Is.EqualTo("common-cause"));
        Assert.That(trend.SoFar, Is.Null);
        Assert.That(trend.Sentence, Is.EqualTo(ReadingInWords.Say(reading, Grain.Week, Measure.ShareGreen)));

        await world.Ballot.SetClock("2026-09-10T08:00Z");
        await world.Weeks("a", 14, 30); // of this week, which is not over
        await world.Run();
        trend = await world.Trend(PulseScope.OfUnit("a"));
        Assert.That(trend.SoFar, Is.EqualTo(new PeriodSoFar(TrendWorld.Monday(14), 30, 100)));
        Assert.That(trend.Points, Has.Count.EqualTo(14));
    }

    [Test]
    public async Task Every_unit_on_the_path_has_a_trend_by_day_week_and_month_in_both_profiles()
    {
        await using var world = await TrendWorld.Create();
        await world.Weeks("a", 0, Calm);
        await world.Weeks("b", 0, Calm);
        await world.MondayMorning(14);
        Assert.That(
            await world.Ballot.Database.Rows("select code, count(*), count(distinct grain), count(distinct measure), count(distinct profile) from published.trend group by 1 order by 1"),
            Is.EqualTo(["(a,18,3,3,2)", "(b,18,3,3,2)", "(dep,18,3,3,2)", "(org,18,3,3,2)"]));
        Assert.That((await world.Trend(TrendWorld.Department)).Points.All(point => point.N == 200));
        Assert.That((await world.Trend(TrendWorld.Department, Grain.Month)).Points.Select(point => point.Date.Month), Is.EqualTo([6, 7, 8]));
        Assert.That((await world.Trend(TrendWorld.Department, Grain.Week, Measure.Taps)).Points.All(point => point is { Value: 200, N: null }));
    }

    [Test]
    public async Task Reach_has_a_weekly_trend_of_departments_and_up()
    {
        await using var world = await TrendWorld.Create();
        await world.Weeks("a", 0, Calm);
        await world.Ballot.Database.Execute("insert into published.reach select 'SIM1', 'dep', '2026-06-01'::date + 7 * n, 40 + n from generate_series(0, 13) n");
        await world.MondayMorning(14);
        Assert.That((await world.Trend(TrendWorld.Department, Grain.Week, Measure.Reach)).Points.Select(point => point.Value), Is.EqualTo(Enumerable.Range(40, 11)));
        Assert.That(await world.Ballot.Database.Rows("select distinct code, grain from published.trend where measure = 'reach'"), Is.EqualTo(["(dep,week)"]));
    }

    [Test]
    public async Task A_unit_that_has_been_silent_for_long_is_not_spoken_of_as_if_it_were_now()
    {
        await using var world = await TrendWorld.Create();
        await world.Weeks("a", 0, [.. Calm, 35]);
        await world.MondayMorning(21);
        Assert.That((await world.Trend(PulseScope.OfUnit("a"))).Variation, Is.EqualTo("concern-low"));
        await world.MondayMorning(22);
        var trend = await world.Trend(PulseScope.OfUnit("a"));
        Assert.That(trend.Sentence, Is.EqualTo("There has been no weekly share of green since the week from 7 September 2026: the chart shows what was, not what is."));
        Assert.That((trend.Variation, trend.Assurance), Is.EqualTo(((string?)null, (string?)null)));
    }

    [Test]
    public async Task Run_twice_it_makes_nothing_and_after_a_new_block_only_what_the_block_counts_for()
    {
        await using var world = await TrendWorld.Create();
        await world.Weeks("a", 0, Calm);
        await world.Weeks("b", 0, Calm);
        Assert.That(await world.MondayMorning(14), Is.EqualTo(4 * 18));
        var before = await world.Ballot.Database.Rows(Rows);
        Assert.That(await world.Run(), Is.Zero);
        Assert.That(await world.Ballot.Database.Rows(Rows), Is.EqualTo(before));
        await world.Weeks("b", 14, 40);
        Assert.That(await world.Run(), Is.EqualTo(3 * 18), "b, its department and the organisation");
    }

    [Test]
    public async Task Killed_midway_and_run_again_it_leaves_the_rows_of_one_clean_run()
    {
        var teams = Enumerable.Range(0, 250).Select(n => $"t{n:000},dep,team,20").ToArray();
        await using var clean = await TrendWorld.Create(teams);
        await using var killed = await TrendWorld.Create(teams);
        foreach (var world in new[] { clean, killed })
        {
            await world.Ballot.Database.Execute("""
                insert into published.roll_up select 'SIM1', 'unit', 't' || to_char(n, 'FM000'), '2026-06-03'::date + 7 * w, 40 + (n * 7 + w * 13) % 30, 20, 10 from generate_series(0, 249) n, generate_series(0, 20) w;
                insert into published.version select 'SIM1', 'unit', 't' || to_char(n, 'FM000'), 21, '2026-06-01T12:00Z' from generate_series(0, 249) n;
                """);
            await world.Ballot.SetClock("2026-10-26T08:00Z");
        }

        await clean.Run();
        // It gets no further than some hundred units, however late we look.
        await killed.Ballot.Database.Execute("""
            create function published.stand_still() returns trigger language plpgsql as $$
            begin
                if (select count(*) from published.trend_state) >= 100 then perform pg_sleep(600); end if;
                return null;
            end $$;
            create trigger stand_still before insert on published.trend_state execute function published.stand_still();
            """);
        var kills = 0;
        using (var stop = new CancellationTokenSource())
        {
            var run = killed.Ballot.Service<TrendUpkeep>().Run(await killed.Ballot.Now(), stop.Token);
            // Its connections die under it, some times; then the process is told to go.
            while (!run.IsCompleted && await killed.Ballot.Database.Scalar<long>("select count(*) from published.trend_state") < 100)
            {
                if (kills < 3) kills += (int)await killed.Ballot.Database.Scalar<long>("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'moralepulse_insight' and datname = current_database()");
                await Task.Delay(20);
            }

            await stop.CancelAsync();
            Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>(), "it was at work");
        }

        await killed.Ballot.Database.Execute("drop trigger stand_still on published.trend_state; drop function published.stand_still()");
        var left = await killed.Ballot.Database.Scalar<long>("select count(*) from published.trend_state");
        Assert.That(left, Is.InRange(1, 249));
        Assert.That(await killed.Ballot.Database.Scalar<long>("select count(distinct code) from published.trend"), Is.EqualTo(left), "a batch is done whole or not at all");
        await killed.Run();
        await killed.Run();
        Assert.That(await killed.Ballot.Database.Rows(Rows), Is.EqualTo(await clean.Ballot.Database.Rows(Rows)));
        Assert.That(await killed.Ballot.Database.Rows("select * from published.signal order by 1, 2, 3, 4, 5"), Is.EqualTo(await clean.Ballot.Database.Rows("select * from published.signal order by 1, 2, 3, 4, 5")));
        TestContext.Out.WriteLine($"connections killed {kills}, units done before the end {left} of 250");
    }
}
