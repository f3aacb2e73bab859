using FsCheck;
using FsCheck.Fluent;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;
using NUnit.Framework;

namespace MoralePulse.Domain.Tests.Release;

/// <summary>Invariants I1 to I6 and I8 of the anonymity contract, over random organisations, people, moods and days.</summary>
[TestFixture]
public sealed class ReleaseInvariants
{
    private static readonly ReleaseLimits Limits = new();

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void I1_every_block_has_k_taps_p_proven_people_and_d_dissenters(PositiveInt seed)
    {
        foreach (var block in Months(seed.Get).Blocks)
        {
            Assert.That(block.Taps, Has.Count.GreaterThanOrEqualTo(Limits.MinimumTaps));
            Assert.That(block.Taps.Select(tap => tap.Person).Distinct().Count(), Is.GreaterThanOrEqualTo(Limits.ProvenPeople), "really different people, not only proven ones");
            Assert.That(block.Taps.GroupBy(tap => tap.Mood).Max(mood => mood.Count()), Is.LessThanOrEqualTo(block.Taps.Count - Limits.Dissent));
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void I2_what_was_accepted_is_released_pending_or_expired_and_nothing_twice(PositiveInt seed)
    {
        var world = Months(seed.Get);
        var all = world.Blocks.SelectMany(block => block.Taps).Concat(world.Pending).Concat(world.Expired).Select(tap => tap.Number).ToList();
        Assert.That(all, Is.Unique);
        Assert.That(all, Has.Count.EqualTo(world.Accepted));
    }

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void I4_every_integer_combination_of_published_figures_involves_no_tap_or_at_least_k(PositiveInt seed)
    {
        // Figures are sums of whole blocks, so taps of one block always have the same coefficient: it is enough that blocks are disjoint and large.
        var world = Months(seed.Get);
        Assert.That(world.Blocks.SelectMany(block => block.Taps).Select(tap => tap.Number), Is.Unique);
        var random = new Random(seed.Get);
        var units = world.Blocks.SelectMany(block => block.Path).Distinct().ToList();
        for (var n = 0; n < 20 && units.Count > 0; n++)
        {
            var coefficients = units.ToDictionary(unit => unit, _ => random.Next(-3, 4));
            var involved = world.Blocks.Where(block => block.Path.Sum(unit => coefficients[unit]) != 0).Sum(block => block.Taps.Count);
            Assert.That(involved, Is.Zero.Or.GreaterThanOrEqualTo(Limits.MinimumTaps));
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void I6_after_a_failed_check_k_taps_that_were_not_there_come_before_any_of_its_taps_is_released(PositiveInt seed)
    {
        var world = Months(seed.Get, oneMoodTeams: true);
        // Stronger than the invariant asks: the k have been in no failed check at all, so that two held pools are not each other's cover.
        var held = world.FailedChecks.SelectMany(check => check).Select(tap => tap.Number).ToHashSet();
        foreach (var block in world.Blocks.Where(block => block.Taps.Any(tap => held.Contains(tap.Number))))
            Assert.That(block.Taps.Count(tap => !held.Contains(tap.Number)), Is.GreaterThanOrEqualTo(Limits.MinimumTaps));
    }

    [Test]
    public void Held_taps_are_released_after_several_lifts_too_so_that_I6_is_tried_there() =>
        Assert.That(Enumerable.Range(1, 5).Select(seed => Months(seed, oneMoodTeams: true)).Sum(world => world.HeldAndReleasedHigher), Is.GreaterThan(20));

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void I5_the_order_of_arrivals_within_a_tick_changes_nothing_published(PositiveInt seed)
    {
        static IEnumerable<(Home, PoolCounts)> Published(PoolWorld world) => world.Blocks.Select(block => (block.Home, block.Taps.Aggregate(default(PoolCounts), (sum, tap) => sum + PoolCounts.Of(tap.Mood))));
        Assert.That(Published(Months(seed.Get, shuffle: 1)), Is.EqualTo(Published(Months(seed.Get, shuffle: 2))));
    }

    [Test]
    public void I8_limits_below_the_floors_do_not_construct([Values(4, 0, -1)] int k, [Values(3, 0)] int p, [Values(0, -2)] int d)
    {
        Assert.That(() => new ReleaseLimits(minimumTaps: k), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ReleaseLimits(provenPeople: p), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ReleaseLimits(dissent: d), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ReleaseLimits(5, 4, 1), Throws.Nothing);
    }

    [Test]
    public void Teams_of_one_mood_do_fail_checks_so_that_I6_has_something_to_hold() =>
        Assert.That(Enumerable.Range(1, 5).Sum(seed => Months(seed, oneMoodTeams: true).FailedChecks.Count()), Is.GreaterThan(20));

    [Test]
    public void Most_taps_of_a_busy_organisation_are_released()
    {
        var world = Months(7);
        Assert.That(world.Blocks.Sum(block => block.Taps.Count), Is.GreaterThan(world.Accepted * 0.9));
    }

    private static PoolWorld Months(int seed, bool oneMoodTeams = false, int shuffle = 0)
    {
        var random = new Random(seed);
        var order = new Random(shuffle);
        var units = new List<Unit> { new("org", null, "Organisation", UnitKind.Organisation, 0) };
        var people = new List<(string Person, string Unit, int Leaning, double Taps)>();
        for (var department = 0; department < random.Next(1, 4); department++)
        {
            units.Add(new($"d{department}", "org", $"Department {department}", UnitKind.Department, 0));
            for (var team = 0; team < random.Next(1, 5); team++)
            {
                var id = $"d{department}t{team}";
                var size = random.Next(3, 40);
                units.Add(new(id, $"d{department}", id, UnitKind.Team, size));
                var leaning = random.Next(3);
                people.AddRange(Enumerable.Range(0, size).Select(n => ($"{id}p{n}", id, oneMoodTeams ? leaning : random.Next(3), random.NextDouble())));
            }
        }

        var counted = units.Select(unit => unit with { Headcount = people.Count(person => person.Unit.StartsWith(unit.Id == "org" ? "" : unit.Id, StringComparison.Ordinal)) });
        var world = new PoolWorld(new(counted), Limits, new SeededChance(seed));
        var weekly = new HashSet<(string, Week)>();
        var number = 0;
        for (var day = new DateOnly(2026, 1, 5); day < new DateOnly(2026, 3, 2); day = day.AddDays(1))
        {
            for (var tick = 0; tick < 6; tick++)
            {
                if (tick == 1) world.Close(day);
                var arrived = new List<WorldTap>();
                foreach (var (person, unit, leaning, taps) in people.Where(_ => random.Next(9) == 0).Where(who => random.NextDouble() < who.Taps))
                {
                    var date = new ServiceDate(day);
                    var mood = (Mood)(random.NextDouble() < (oneMoodTeams ? 0.97 : 0.6) ? leaning : random.Next(3));
                    arrived.Add(new(number++, person, date, mood, unit, weekly.Add((person, date.Week))));
                }

                foreach (var tap in arrived.OrderBy(_ => order.Next())) world.Admit(tap, day);

                world.Tick();
            }
        }

        return world;
    }
}
