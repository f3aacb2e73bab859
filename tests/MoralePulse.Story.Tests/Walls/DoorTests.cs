using MoralePulse.Domain.Release;
using MoralePulse.Story.Tests.Release;
using Npgsql;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Walls;

/// <summary>I3 and I8: nothing below the organisation's parameters comes through the door, and nothing that came through changes.</summary>
[TestFixture]
internal sealed class DoorTests
{
    private BallotWorld world = null!;

    [OneTimeSetUp]
    public async Task Create()
    {
        world = await BallotWorld.Create("org,,organisation,400", "dep,org,department,100", "a,org,team,60", "b,dep,team,30", "few,org,team,9", "gone,org,team,60");
        await world.Database.Execute("update organisation.unit set closed_on = '2026-11-20' where id = 'gone'");
    }

    [OneTimeTearDown]
    public async Task Drop() => await world.DisposeAsync();

    [Test]
    public async Task The_door_knows_homes_by_the_numbers_of_the_rules()
    {
        var door = await world.Database.Scalar<string>("select pg_get_functiondef(oid) from pg_proc where proname = 'release' and pronamespace = 'published'::regnamespace");
        Assert.That(door, Does.Contain($"when 'live' then p_code = '' and v_limits.headcount >= {Homes.LiveHeadcount}\n"));
        Assert.That(door, Does.Contain($"when 'staff-group' then v_limits.headcount >= {Homes.CohortHeadcount} and").And.Contain($"when 'shift' then v_limits.headcount >= {Homes.CohortHeadcount} and"));
        Assert.That(door, Does.Contain($"greatest({ReleaseLimits.SmallestHome}, s.minimum_taps) as home_headcount"));
        Assert.That(door, Does.Contain($"when 'live' then {TickSchedule.Standard.Live.TotalSeconds} else {TickSchedule.Standard.Others.TotalSeconds} end"));
    }

    [TestCase(9, 0, 0, 9)]
    [TestCase(3, 3, 3, 9)]
    [TestCase(8, 1, 1, 4)]
    [TestCase(9, 1, 0, 10)]
    [TestCase(20, -4, 0, 10)]
    public void A_block_below_k_p_or_d_is_refused_at_the_door(int green, int amber, int red, int people) =>
        Assert.That(Release(green, amber, red, people), Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo("23514"));

    [TestCase("null")]
    [TestCase("21")]
    public void A_block_without_a_possible_number_of_people_is_refused_at_the_door(string people) =>
        Assert.That(Call($"'SIM1', '2026-11-23T10:00Z', '2026-11-23', 'unit', 'a', 8, 6, 6, {people}, '{{}}', '{{}}', '{{}}'"), Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo("23514"));

    [TestCase("'2026-11-23T10:00Z', '2026-11-24', 'unit', 'a'")]
    [TestCase("'infinity', '2026-11-23', 'unit', 'a'")]
    [TestCase("null, '2026-11-23', 'unit', 'a'")]
    [TestCase("'2026-11-23T10:00Z', '2026-11-23', 'staff-group', 'nonsense'")]
    [TestCase("'2026-11-23T10:00Z', '2026-11-23', 'shift', 'nonsense'")]
    [TestCase("'2026-11-23T10:00Z', '2026-11-23', 'live', 'whatever'")]
    [TestCase("'2026-11-23T10:00Z', '2026-11-23', 'unit', null")]
    [TestCase("'2026-11-23T10:00Z', '2026-11-23', null, 'a'")]
    public void A_block_of_another_date_or_of_no_home_is_refused_at_the_door(string where) =>
        Assert.That(Call($"'SIM1', {where}, 8, 6, 6, 20, '{{}}', '{{}}', '{{}}'"), Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo("23514"));

    [TestCase("'2026-11-23T10:15Z', '2026-11-23', 'unit', 'a'", Description = "later than the organisation's clock")]
    [TestCase("'2026-11-23T09:50Z', '2026-11-23', 'unit', 'a'", Description = "a tick that looks at live pools only")]
    [TestCase("'2026-11-23T09:45:07Z', '2026-11-23', 'unit', 'a'")]
    [TestCase("'2026-11-23T09:45:00.001Z', '2026-11-23', 'unit', 'a'")]
    [TestCase("'2031-11-23T09:45Z', '2031-11-23', 'unit', 'a'")]
    public void A_block_of_no_tick_is_refused_at_the_door(string when) => Refused(Call($"'SIM1', {when}, 8, 6, 6, 20, '{{}}', '{{}}', '{{}}'"), "a block of no tick");

    [TestCase("'unit', 'few'", Description = "smaller than max(10, k)")]
    [TestCase("'unit', 'gone'", Description = "closed")]
    [TestCase("'unit', 'nowhere'")]
    [TestCase("'live', ''", Description = "an organisation of fewer than 500")]
    [TestCase("'staff-group', 'nursing'", Description = "an organisation of fewer than 1,000")]
    [TestCase("'shift', 'early'", Description = "an organisation of fewer than 1,000")]
    public void A_block_of_what_is_no_home_is_refused_at_the_door(string home) =>
        Refused(Call($"'SIM1', '2026-11-23T09:45Z', '2026-11-23', {home}, 8, 6, 6, 20, '{{}}', '{{}}', '{{}}'"), "a block of no home");

    [Test]
    public async Task A_block_below_the_deepest_published_level_is_refused_at_the_door()
    {
        await using var soft = await BallotWorld.Create("org,,organisation,400", "dep,org,department,100", "b,dep,team,30");
        await soft.Database.Execute("update organisation.settings set deepest_level = 'department'");
        Refused(Call(soft, "'SIM1', '2026-11-23T09:45Z', '2026-11-23', 'unit', 'b', 8, 6, 6, 20, '{}', '{}', '{}'"), "a block of no home");
        await Call(soft, "'SIM1', '2026-11-23T09:45Z', '2026-11-23', 'unit', 'dep', 8, 6, 6, 20, '{}', '{}', '{}'")();
        await Call(soft, "'SIM1', '2026-11-23T09:45Z', '2026-11-23', 'unit', 'org', 8, 6, 6, 20, '{}', '{}', '{}'")();
    }

    [Test]
    public async Task Live_and_cohort_blocks_come_through_where_the_organisation_is_large_enough()
    {
        await using var large = await BallotWorld.Create("org,,organisation,1000");
        foreach (var home in (string[])["'live', ''", "'staff-group', 'nursing'", "'shift', 'night'"])
            await Call(large, $"'SIM1', '2026-11-23T09:45Z', '2026-11-23', {home}, 8, 6, 6, 20, '{{}}', '{{}}', '{{}}'")();
        await Call(large, "'SIM1', '2026-11-23T09:50Z', '2026-11-23', 'live', '', 8, 6, 6, 20, '{}', '{}', '{}'")();
        await large.Database.Execute("update organisation.staff_group set headcount = 9");
        Refused(Call(large, "'SIM1', '2026-11-23T10:00Z', '2026-11-23', 'staff-group', 'nursing', 8, 6, 6, 20, '{}', '{}', '{}'"), "a block of no home");
    }

    [Test]
    public async Task A_real_organisations_tick_is_no_later_than_the_servers_clock()
    {
        await world.Database.Execute("""
            insert into organisation.organisation (ods, name) values ('RX1', 'Real');
            insert into organisation.settings (ods) values ('RX1');
            insert into organisation.unit (ods, id, name, kind, headcount) values ('RX1', 'all', 'All', 'organisation', 60);
            update organisation.organisation set opened = true where ods = 'RX1';
            """);
        const string Latest = "date_bin('15 minutes', now(), '2001-01-01Z')";
        Refused(At($"{Latest} + interval '30 minutes'"), "a block of no tick");
        await At(Latest)();

        Func<Task> At(string tick) => Call($"'RX1', {tick}, (({tick}) at time zone 'Europe/London')::date, 'unit', 'all', 8, 6, 6, 20, '{{}}', '{{}}', '{{}}'");
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(60)]
    [TestCase(1000)]
    public async Task A_simulated_organisations_own_schedule_is_the_one_that_the_service_keeps(int seconds)
    {
        await using var quick = await BallotWorld.Create("org,,organisation,400");
        await quick.Database.Execute($"update organisation.organisation set tick_seconds = {seconds}");
        var tick = TickSchedule.Every(TimeSpan.FromSeconds(seconds)).LatestAt(new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
        Refused(At(tick.AddSeconds(-0.5)), "a block of no tick");
        await At(tick)();

        Func<Task> At(DateTimeOffset at) => Call(quick, $"'SIM1', '{at:O}', '2026-11-23', 'unit', 'org', 8, 6, 6, 20, '{{}}', '{{}}', '{{}}'");
    }

    [TestCase("'{dep}', '{2026-11-23}', '{20}'", Description = "off the block's path")]
    [TestCase("'{org}', '{2026-11-23}', '{30}'", Description = "twenty tapped, nine may have waited")]
    [TestCase("'{org,org}', '{2026-11-23,2026-11-16}', '{20,19}'", Description = "two weeks together")]
    [TestCase("'{nowhere}', '{2026-11-23}', '{20}'")]
    [TestCase("'{NULL}', '{2026-11-23}', '{20}'")]
    public void Reach_that_no_block_of_the_tick_brought_is_refused_at_the_door(string reach) =>
        Refused(Call($"'SIM1', '2026-11-23T09:15Z', '2026-11-23', 'unit', 'a', 8, 6, 6, 20, {reach}"), "a lot of reach");

    [Test]
    public async Task Lots_ride_on_the_last_block_of_a_tick_for_all_of_them()
    {
        await Call("'SIM1', '2026-11-23T09:30Z', '2026-11-23', 'unit', 'b', 8, 6, 6, 20, '{}', '{}', '{}'")();
        await Call("'SIM1', '2026-11-23T09:30Z', '2026-11-23', 'unit', 'a', 8, 6, 6, 20, '{dep,org,org}', '{2026-11-23,2026-11-23,2026-11-16}', '{29,40,18}'")();
        Assert.That(await world.Database.Rows("select unit, week, people from published.reach where ods = 'SIM1' order by 1, 2"), Is.EqualTo(new[] { "(dep,2026-11-23,29)", "(org,2026-11-16,18)", "(org,2026-11-23,40)" }));
    }

    [Test]
    public void A_lot_of_reach_below_k_or_of_a_team_is_refused_at_the_door()
    {
        Assert.That(Release(8, 6, 6, 20, "'{org}', '{2026-11-23}', '{9}'"), Throws.InstanceOf<PostgresException>());
        Assert.That(Release(8, 6, 6, 20, "'{a}', '{2026-11-23}', '{20}'"), Throws.InstanceOf<PostgresException>());
        Assert.That(Release(8, 6, 6, 20, "'{org}', '{2026-11-23}', '{NULL}'"), Throws.InstanceOf<PostgresException>());
        Assert.That(Release(8, 6, 6, 20, "'{org}', '{2026-11-30}', '{20}'"), Throws.InstanceOf<PostgresException>(), "a week that has not begun");
    }

    [Test]
    public async Task I3_a_block_never_changes_whoever_tries()
    {
        await Release(8, 6, 6, 20)();
        Assert.That(async () => await world.Database.Execute("update published.block set green = green + 1"), Throws.InstanceOf<PostgresException>());
    }

    [TestCase("minimum_taps = 4")]
    [TestCase("proven_people = 3")]
    [TestCase("dissent = 0")]
    [TestCase("proven_people = 11")]
    public void I8_parameters_below_the_floors_do_not_enter_the_settings(string change) =>
        Assert.That(async () => await world.Database.Execute($"update organisation.settings set {change}"), Throws.InstanceOf<PostgresException>());

    [TestCase("minimum_taps = 9")]
    [TestCase("proven_people = 4")]
    [TestCase("dissent = 1")]
    public void I8_parameters_are_not_lowered_once_the_organisation_has_opened(string change) =>
        Assert.That(async () => await world.Database.Execute($"update organisation.settings set {change}"), Throws.InstanceOf<PostgresException>());

    [Test]
    public async Task I8_parameters_are_not_lowered_by_way_of_another_organisation()
    {
        await using var issuance = NpgsqlDataSource.Create(world.Database.Issuance);
        await using (var insert = issuance.CreateCommand("insert into organisation.organisation (ods, name) values ('ASIDE', 'Aside')")) await insert.ExecuteNonQueryAsync();
        foreach (var sql in (string[])["update organisation.settings set ods = 'ASIDE' where ods = 'SIM1'", "update organisation.settings set minimum_taps = 5 where ods = 'ASIDE'", "update organisation.settings set ods = 'SIM1' where ods = 'ASIDE'"])
        {
            await using var command = issuance.CreateCommand(sql);
            try
            {
                await command.ExecuteNonQueryAsync();
            }
            catch (PostgresException refused)
            {
                Assert.That(refused.SqlState, Is.EqualTo(PostgresErrorCodes.CheckViolation));
            }
        }

        Assert.That(await world.Database.Rows("select ods, minimum_taps from organisation.settings where ods in ('SIM1', 'ASIDE')"), Is.EqualTo(new[] { "(SIM1,10)" }));
    }

    [Test]
    public async Task I8_an_organisation_of_fewer_than_ten_can_not_open()
    {
        await world.Database.Execute("""
            insert into organisation.organisation (ods, name) values ('TINY', 'Tiny');
            insert into organisation.settings (ods) values ('TINY');
            insert into organisation.unit (ods, id, name, kind, headcount) values ('TINY', 't', 'Tiny', 'organisation', 9);
            """);
        Assert.That(async () => await world.Database.Execute("update organisation.organisation set opened = true where ods = 'TINY'"), Throws.InstanceOf<PostgresException>());
    }

    [Test]
    public void I8_a_real_organisation_can_not_have_a_clock() =>
        Assert.That(
            async () => await world.Database.Execute("insert into organisation.organisation (ods, name) values ('REAL', 'Real'); insert into organisation.clock (ods, now) values ('REAL', now())"),
            Throws.InstanceOf<PostgresException>());

    private Func<Task> Release(int green, int amber, int red, int people, string reach = "'{}', '{}', '{}'") =>
        Call($"'SIM1', '2026-11-23T10:00Z', '2026-11-23', 'unit', 'a', {green}, {amber}, {red}, {people}, {reach}");

    private static void Refused(Func<Task> call, string why) =>
        Assert.That(call, Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo("23514").And.Property("MessageText").StartsWith(why));

    private Func<Task> Call(string arguments) => Call(world, arguments);

    private static Func<Task> Call(BallotWorld world, string arguments) => async () =>
    {
        await using var ballot = NpgsqlDataSource.Create(world.Database.Ballot);
        await using var command = ballot.CreateCommand($"select published.release({arguments})");
        await command.ExecuteNonQueryAsync();
    };
}
