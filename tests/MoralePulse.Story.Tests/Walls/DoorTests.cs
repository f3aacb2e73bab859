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
    public async Task Create() => world = await BallotWorld.Create("org,,organisation,400", "a,org,team,60");

    [OneTimeTearDown]
    public async Task Drop() => await world.DisposeAsync();

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

    private Func<Task> Call(string arguments) => async () =>
    {
        await using var ballot = NpgsqlDataSource.Create(world.Database.Ballot);
        await using var command = ballot.CreateCommand($"select published.release({arguments})");
        await command.ExecuteNonQueryAsync();
    };
}
