using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Heat;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.Reach;
using MoralePulse.Story.Tests.Release;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Boards;

/// <summary>The heat map's figures: sums of whole blocks by week of their release, and nothing where there is none.</summary>
[TestFixture]
internal sealed class HeatTests
{
    private static readonly string[] Units = ["org", "dep", "a", "b", "other"];

    private BallotWorld world = null!;

    [SetUp]
    public async Task Create()
    {
        world = await BallotWorld.Create("org,,organisation,400", "dep,org,department,200", "a,dep,team,60", "b,dep,team,60", "other,org,department,100");
        await world.SetClock("2026-11-25T12:00Z"); // a Wednesday
    }

    [TearDown]
    public async Task Drop() => await world.DisposeAsync();

    [Test]
    public async Task A_cell_is_the_sum_of_the_blocks_that_were_released_in_its_week_for_the_unit_and_all_below_it()
    {
        await Release("a", "2026-11-16", 8, 2, 2); // Monday
        await Release("b", "2026-11-22", 4, 4, 4); // Sunday of the same week
        await Release("dep", "2026-11-22", 6, 3, 3);
        await Release("a", "2026-11-23", 5, 5, 5); // the week after

        var map = await Read(weeks: 3);
        Assert.That(map.Weeks.Select(week => week.Monday), Is.EqualTo(new DateOnly[] { new(2026, 11, 9), new(2026, 11, 16), new(2026, 11, 23) }));
        Assert.That(map.Cell("a", 1), Is.EqualTo(new MoodSums(8, 2, 2)));
        Assert.That(map.Cell("b", 1), Is.EqualTo(new MoodSums(4, 4, 4)));
        Assert.That(map.Cell("dep", 1), Is.EqualTo(new MoodSums(18, 9, 9)));
        Assert.That(map.Cell("org", 1), Is.EqualTo(new MoodSums(18, 9, 9)));
        Assert.That(map.Cell("a", 2), Is.EqualTo(new MoodSums(5, 5, 5)));
        Assert.That(map.Cell("b", 2), Is.Null, "none of its blocks was released in that week");
        Assert.That(Enumerable.Range(0, 3).Select(week => map.Cell("other", week)), Is.All.Null);
        Assert.That(Units.Select(unit => map.Cell(unit, 0)), Is.All.Null);
    }

    [Test]
    public async Task Every_cell_is_a_sum_of_whole_blocks_whatever_was_released()
    {
        var random = new Random(6);
        for (var block = 0; block < 60; block++)
            await Release(Units[random.Next(Units.Length)], new DateOnly(2026, 11, 25).AddDays(-1 - random.Next(39)).ToString("O", System.Globalization.CultureInfo.InvariantCulture), 4 + random.Next(5), 3 + random.Next(3), 3 + random.Next(3), hour: block / 4, quarter: block % 4);
        var map = await Read(weeks: 6);

        var blocks = await world.Database.Rows("select b.release_date, b.path, b.green, b.amber, b.red from published.block b where b.release_date >= '2026-10-19'");
        var fromBlocks = await world.Database.Rows(
            "select unit, (release_date - '2026-10-19') / 7, sum(green), sum(amber), sum(red) from published.block, unnest(path) unit where release_date between '2026-10-19' and '2026-11-25' group by 1, 2 order by 1, 2");
        var fromMap = from row in map.Rows.OrderBy(row => row.Key, StringComparer.Ordinal)
                      from week in Enumerable.Range(0, 6)
                      where row.Value[week] is not null
                      select $"({row.Key},{week},{row.Value[week]!.Green},{row.Value[week]!.Amber},{row.Value[week]!.Red})";
        Assert.That(blocks, Is.Not.Empty);
        Assert.That(fromMap, Is.EqualTo(fromBlocks));
    }

    [Test]
    public async Task A_tap_that_waits_is_in_no_cell()
    {
        await Release("a", "2026-11-24", 8, 2, 2);
        var before = await Read(weeks: 2);
        await world.Count(BallotWorld.Tap("P1", "a", Domain.Taps.Mood.Red, "2026-11-25"));
        Assert.That(await world.Pending(), Is.EqualTo(1));
        var after = await Read(weeks: 2);
        Assert.That(after.Rows.ToDictionary(row => row.Key, row => string.Join('|', row.Value)), Is.EqualTo(before.Rows.ToDictionary(row => row.Key, row => string.Join('|', row.Value))));
    }

    [Test]
    public async Task What_is_released_in_the_future_of_a_driven_clock_or_long_ago_is_not_in_it()
    {
        await Release("a", "2026-11-02", 8, 2, 2);
        Assert.That((await Read(weeks: 3)).Rows, Is.Empty);
        Assert.That((await Read(weeks: 4)).Cell("a", 0), Is.EqualTo(new MoodSums(8, 2, 2)));
        await world.SetClock("2026-10-30T12:00Z");
        Assert.That((await Read(weeks: 4)).Rows, Is.Empty);
    }

    [Test]
    public async Task Reach_is_of_one_week_and_of_departments_and_up()
    {
        await world.Database.Execute(
            """
            select published.release('SIM1', '2026-11-24T09:00Z', '2026-11-24', 'unit', 'a', 20, 10, 10, 20, '{org,dep}', '{2026-11-23,2026-11-16}', '{24,12}');
            """);
        var reader = world.Service<ReachReader>();
        var week = Week.Of(new(2026, 11, 24));
        Assert.That(await reader.Of(BallotWorld.Ods, week, CancellationToken.None), Is.EqualTo(new Dictionary<string, int> { ["org"] = 24 }));
        Assert.That(await reader.Of(BallotWorld.Ods, week.Previous, CancellationToken.None), Is.EqualTo(new Dictionary<string, int> { ["dep"] = 12 }));
        Assert.That(await reader.Of(BallotWorld.Ods, week.Next, CancellationToken.None), Is.Empty);
    }

    private Task Release(string unit, string date, int green, int amber, int red, int hour = 0, int quarter = 0) => world.Database.Execute(
        $"select published.release('SIM1', '{date}T{9 + hour:00}:{15 * quarter:00}Z', '{date}', 'unit', '{unit}', {green}, {amber}, {red}, 5, '{{}}', '{{}}', '{{}}')");

    private async Task<HeatMap> Read(int weeks) => await world.Service<HeatReader>().Read(await world.Now(), Units, weeks, CancellationToken.None);
}
