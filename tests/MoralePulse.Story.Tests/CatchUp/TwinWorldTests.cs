using MoralePulse.Ballot.Release;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;
using MoralePulse.Story.Tests.Release;
using NUnit.Framework;
using static MoralePulse.Story.Tests.Release.BallotWorld;

namespace MoralePulse.Story.Tests.CatchUp;

/// <summary>
/// Two worlds with the same taps and the same chance: in one every tick and close was done at its time, in the other none for weeks, and then they are made up. No tap can have come
/// meanwhile, since what does not tick does not admit. So each pool is checked as often, at the same height of the tree and with the same taps, and only the dates of blocks differ.
/// </summary>
[TestFixture]
internal sealed class TwinWorldTests
{
    private static readonly string[] Units =
    [
        "org,,organisation,400",
        "dep,org,department,150", "a,dep,team,50", "b,dep,team,50", "c,dep,team,50",
        "dep2,org,department,120", "d,dep2,team,60", "e,dep2,team,60",
    ];

    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [TestCase(1, 1)]
    [TestCase(2, 20)]
    [TestCase(3, 20)]
    [TestCase(4, 50)]
    [TestCase(5, 50)]
    public async Task What_was_missed_is_made_up_once_and_in_order_and_gives_the_same_blocks(int seed, int days)
    {
        await using var steady = await Seeded.Create(seed);
        for (var tick = Monday; tick <= Monday.AddDays(days); tick = tick.AddMinutes(30)) await steady.Pass(tick);
        await using var late = await Seeded.Create(seed);
        await late.Pass(Monday.AddDays(days));

        Assert.That(await late.State(), Is.EqualTo(await steady.State()));
        Assert.That(await late.Blocks(), Is.EqualTo(await steady.Blocks()));
        Assert.That(await late.Closes(), Is.EqualTo(Enumerable.Range(1, days).Select(day => DateOnly.FromDateTime(Monday.Date).AddDays(day))), "each missed close, in order");
        await late.Pass(Monday.AddDays(days));
        Assert.That(await late.Closes(), Has.Count.EqualTo(days), "and once");
        Assert.That(await late.Blocks(), Is.EqualTo(await steady.Blocks()));
    }

    [Test]
    public async Task A_tick_that_only_live_pools_were_due_at_releases_no_others_when_it_is_made_up()
    {
        await using var late = await Seeded.Create(6);
        await late.Pass(Monday.AddMinutes(20)); // a live tick; the one for all pools was five minutes before
        Assert.That(await late.Blocks(), Is.Empty);
        await late.Pass(Monday.AddMinutes(30));
        Assert.That(await late.Blocks(), Is.Not.Empty);
    }

    private sealed class Seeded : IAsyncDisposable
    {
        private readonly BallotWorld world;
        private readonly ReleaseTick tick;
        private readonly CloseOfDay close;

        private Seeded(BallotWorld world, int seed)
        {
            this.world = world;
            tick = new(world.Ballot, new Replayed(seed));
            close = new(world.Ballot, tick, new Replayed(seed + 1000));
        }

        public static async Task<Seeded> Create(int seed)
        {
            var world = await BallotWorld.Create(Units);
            var seeded = new Seeded(world, seed);
            await seeded.Pass(Monday);
            await world.Database.Execute(
                """
                create table public.closes (n serial, closed date);
                create function public.note() returns trigger language plpgsql security definer as $$ begin insert into public.closes (closed) values (new.last_close); return null; end $$;
                create trigger note after update on ballot.tick for each row when (new.last_close is distinct from old.last_close) execute function public.note();
                """);
            var random = new Random(seed);
            var people = 0;
            foreach (var (unit, taps, moods) in new[] { ("a", 20, 3), ("b", 20, 1), ("c", 8, 3), ("d", 8, 3), ("e", 7, 3) })
                await world.Count([.. Enumerable.Range(0, taps).Select(_ => Tap($"p{people++}", unit, (Mood)random.Next(moods)))]);
            await world.Database.Execute("update ballot.pool set target = 10"); // admission's own draws are nobody's to replay
            return seeded;
        }

        /// <summary>The clock stands at an instant: as after the start of a service, what is due is done.</summary>
        public async Task Pass(DateTimeOffset now)
        {
            await world.SetClock($"{now:O}");
            await close.RunDue(await world.Now(), CancellationToken.None);
            await tick.Run(BallotWorld.Ods, TickSchedule.Standard.LatestAt(now), CancellationToken.None);
        }

        public async Task<IReadOnlyList<string>> State() =>
        [
            .. await world.Database.Rows("select kind, code, green, amber, red, held, target from ballot.pool order by 1, 2"),
            .. await world.Database.Rows("select * from ballot.pool_date order by 1, 2, 3, 4"), .. await world.Database.Rows("select * from ballot.pool_week order by 1, 2, 3, 4"),
            .. await world.Database.Rows("select * from ballot.expired"), .. await world.Database.Rows("select * from published.reach order by 1, 2, 3"),
            .. await world.Database.Rows("select ods, kind, code, version from published.version order by 1, 2, 3"),
        ];

        public Task<IReadOnlyList<string>> Blocks() => world.Database.Rows("select kind, code, green, amber, red, path from published.block order by released_at, kind, code");

        public async Task<IReadOnlyList<DateOnly>> Closes() =>
            [.. (await world.Database.Rows("select closed from public.closes order by n")).Select(row => DateOnly.Parse(row.Trim('(', ')'), System.Globalization.CultureInfo.InvariantCulture))];

        public ValueTask DisposeAsync() => world.DisposeAsync();
    }

    private sealed class Replayed(int seed) : IChance
    {
        private readonly Random random = new(seed);

        public int Below(int limit) => random.Next(limit);
    }
}
