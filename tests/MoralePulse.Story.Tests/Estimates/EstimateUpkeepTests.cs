using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Estimates;
using MoralePulse.Story.Tests.Release;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Estimates;

/// <summary>A department with a team that has a chart, one that has not, and one too small to be a home; the clock stands on Monday 23 November 2026.</summary>
[TestFixture]
internal sealed class EstimateUpkeepTests
{
    private const string Rows = "select ctid, * from published.estimate order by unit, measure";
    private static readonly DateOnly Monday = new(2026, 11, 23);

    [Test]
    public async Task A_quiet_unit_gets_an_estimate_from_whole_blocks_of_the_last_thirteen_weeks()
    {
        await using var world = await Given();
        Assert.That(await Run(world), Is.EqualTo(2));

        ReleasedPart[] quiet = [ReleasedPart.Of([(8, 15), (9, 15)]), ReleasedPart.Of([(2, 15), (1, 15)])];
        var charted = Enumerable.Range(0, 13).ToList();
        ReleasedPart[] busy = [ReleasedPart.Of(charted.Select(week => (12 + week % 3, 20 + week % 3))), ReleasedPart.Of(charted.Select(_ => (3, 20)))];
        foreach (var (measure, at) in new[] { (Measure.ShareGreen, 0), (Measure.ShareRed, 1) })
        {
            var estimate = (await world.Service<EstimateReader>().Find(BallotWorld.Ods, "quiet", measure, CancellationToken.None))!;
            Assert.That((estimate.Unit, estimate.Parent, estimate.Weeks, estimate.Taps, estimate.AsOf), Is.EqualTo(("quiet", "dep", 13, 30L, Monday)));
            var taps = charted.Select(week => 20L + week % 3).Sum();
            var busyPart = at == 0 ? charted.Sum(week => 12L + week % 3) : 3L * 13;
            // The small team's block, from when it was larger, counts for the department.
            var (parentTaps, parentPart) = (30 + taps + 12, quiet[at].Part + busyPart + (at == 0 ? 5 : 3));
            var spread = Spread.Of([new(quiet[at], parentTaps, parentPart), new(new(taps, charted.Sum(week => Math.Pow(20 + week % 3, 2)), busyPart, busy[at].PartSquared, charted.Sum(week => (at == 0 ? 12.0 + week % 3 : 3) * (20 + week % 3))), parentTaps, parentPart)]);
            var pooled = Pooling.Of(new(quiet[at], parentTaps, parentPart), spread);
            Assert.That((estimate.Share, estimate.Lower, estimate.Upper), Is.EqualTo((100 * pooled.Share, 100 * pooled.Lower, 100 * pooled.Upper)));
        }
    }

    [Test]
    public async Task Run_twice_or_by_two_at_once_it_leaves_the_rows_of_one_run()
    {
        await using var world = await Given();
        await Task.WhenAll(Run(world), Run(world), Run(world));
        var rows = await world.Database.Rows(Rows);
        Assert.That(rows, Has.Count.EqualTo(2));
        await Run(world);
        Assert.That(await world.Database.Rows(Rows), Is.EqualTo(rows), "not even written again");
    }

    [Test]
    public async Task This_weeks_blocks_count_from_next_Monday_on()
    {
        await using var world = await Given();
        await Run(world);
        var before = await world.Database.Rows(Rows);
        await world.SetClock("2026-11-23T18:00Z");
        await Released(world, "quiet", "2026-11-23", 3, 6, 6);
        await Run(world);
        Assert.That(await world.Database.Rows(Rows), Is.EqualTo(before));
        await world.SetClock("2026-11-30T06:00Z");
        await Run(world);
        var estimate = (await world.Service<EstimateReader>().Find(BallotWorld.Ods, "quiet", Measure.ShareGreen, CancellationToken.None))!;
        Assert.That((estimate.Taps, estimate.AsOf), Is.EqualTo((45L, Monday.AddDays(7))));
    }

    [Test]
    public async Task A_unit_with_a_chart_of_its_own_or_that_is_closed_or_silent_has_none_any_more()
    {
        await using var world = await Given();
        await Run(world);
        for (var week = 3; week < 14; week++) await Released(world, "quiet", $"{Monday.AddDays(-7 * week):yyyy-MM-dd}", 9, 4, 2);
        Assert.That(await Run(world), Is.Zero, "thirteen points");
        Assert.That(await world.Database.Rows(Rows), Is.Empty);

        await using var closed = await Given();
        await Run(closed);
        await closed.Database.Execute("update organisation.unit set closed_on = '2026-11-20' where id = 'quiet'; update organisation.organisation set version = version + 1");
        Assert.That(await Run(closed), Is.Zero, "closed");

        await using var silent = await Given();
        await Run(silent);
        await silent.SetClock("2027-06-28T06:00Z");
        Assert.That(await Run(silent), Is.Zero, "no block in the window");
        Assert.That(await silent.Database.Rows(Rows), Is.Empty);
    }

    private static async Task<BallotWorld> Given()
    {
        var world = await BallotWorld.Create("org,,organisation,400", "dep,org,department,200", "busy,dep,team,60", "quiet,dep,team,20", "small,dep,team,16", "silent,dep,team,30");
        for (var week = 1; week <= 13; week++) await Released(world, "busy", $"{Monday.AddDays(-7 * week):yyyy-MM-dd}", 12 + ((week - 1) % 3), 5, 3);
        await Released(world, "quiet", "2026-11-04", 8, 5, 2);
        await Released(world, "quiet", "2026-11-18", 9, 5, 1);
        await Released(world, "quiet", "2026-08-19", 2, 5, 8); // before the window
        await Released(world, "small", "2026-10-14", 5, 4, 3);
        await world.Database.Execute("update organisation.unit set headcount = 6 where id = 'small'"); // since then
        return world;
    }

    private static Task Released(BallotWorld world, string unit, string date, int green, int amber, int red) =>
        world.Database.Execute($"select published.release('SIM1', '{date}T12:00Z', '{date}', 'unit', '{unit}', {green}, {amber}, {red}, 8, '{{}}', '{{}}', '{{}}')");

    private static async Task<int> Run(BallotWorld world) => await world.Service<EstimateUpkeep>().Run(await world.Now(), CancellationToken.None);
}
