using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Story.Tests.Issuance;
using MoralePulse.Tree;
using Npgsql;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.SetUp;

/// <summary>The trail: what is in it, and that nobody takes anything away. What each role is denied, GrantWalls tries.</summary>
[TestFixture]
internal sealed class TrailTests
{
    private SetUpWorld world = null!;

    [SetUp]
    public async Task Create() => world = await SetUpWorld.Create();

    [TearDown]
    public async Task Drop() => await world.DisposeAsync();

    [Test]
    public async Task An_import_is_told_in_numbers_and_names_only_those_whose_roles_changed()
    {
        Assert.That(await world.Trail(), Is.EqualTo(new[]
        {
            """(1,operator,made,,,{"name":"Seaside Care","simulated":"no"})""",
            """(2,operator,import,,,{"joined":"20","moved":"0","left":"0","units-opened":"5","units-moved":"0","units-closed":"0","identities-lost":"0","identities-passed":"0","headcount":"20"})""",
            """(3,operator,role,P01,{"roles":""},{"roles":"manager"})""",
            """(4,operator,role,P02,{"roles":""},{"roles":"administrator"})""",
            """(5,operator,role,P03,{"roles":""},{"roles":"staff-representative"})""",
        }));
        await Given.Imported(world.Database, Given.Request(people: SetUpWorld.People), world.Time);
        Assert.That((await world.Trail()).Count, Is.EqualTo(5), "nothing changed, nothing is told");
    }

    [Test]
    public async Task An_import_names_each_who_stays_and_gained_lost_or_was_passed_a_sign_in_identity()
    {
        PersonLine[] people =
        [
            .. SetUpWorld.People.Where(person => person.Person != "P20").Select(person => person.Person switch { "P05" => person with { Subject = "p05-new" }, "P06" => person with { Subject = "p05" }, _ => person }),
            new("P07", "p20", ""), new("Q1", "p06", "ward-2"), new("Q1", "q1", ""),
        ];
        var plan = ((ImportOutcome.Planned)await world.Get<OrganisationImport>().Preview(Given.Request(people: people), default)).Plan;
        Assert.That(PlanInWords.Lines(plan).Where(line => line.Contains("identity", StringComparison.Ordinal)), Is.EquivalentTo(new[]
        {
            "P05 gains the sign-in identity “p05-new”", "P05 loses the sign-in identity “p05” to P06", "P07 gains the sign-in identity “p20”", "P06 loses the sign-in identity “p06” to Q1",
        }));
        people[4] = people[4] with { Subject = "p05-other" };
        Assert.That(((ImportOutcome.Planned)await world.Get<OrganisationImport>().Preview(Given.Request(people: people), default)).Plan.Fingerprint, Is.Not.EqualTo(plan.Fingerprint), "who gains what was seen");
        people[4] = people[4] with { Subject = "p05-new" };
        Assert.That(await world.Get<OrganisationImport>().Apply(Given.Request(people: people) with { Expected = plan.Fingerprint }, default), Is.InstanceOf<ImportOutcome.Done>());
        Assert.That((await world.Trail()).Skip(5), Is.EqualTo(new[]
        {
            """(6,operator,import,,,{"joined":"1","moved":"0","left":"1","units-opened":"0","units-moved":"0","units-closed":"0","identities-lost":"2","identities-passed":"2","headcount":"20"})""",
            """(7,operator,identity,P05,{"identity":"p05","by":"file"},{"identity":"p05-new","by":"file"})""",
            """(8,operator,identity,P06,{"identity":"p06","by":"file"},{"identity":"p05","by":"file"})""",
            """(9,operator,identity,P07,,{"identity":"p20","by":"file"})""",
        }));
    }

    [Test]
    public async Task What_was_done_before_its_answer_was_lost_is_done_the_second_time()
    {
        var changed = Given.Request(people: SetUpWorld.People[..19]);
        var plan = ((ImportOutcome.Planned)await world.Get<OrganisationImport>().Preview(changed, default)).Plan;
        for (var run = 0; run < 2; run++) Assert.That(await world.Get<OrganisationImport>().Apply(changed with { Expected = plan.Fingerprint }, default), Is.InstanceOf<ImportOutcome.Done>());
        for (var run = 0; run < 2; run++) Assert.That(await world.Get<ShiftList>().Add(SetUpWorld.Administrator, "Twilight", new(17, 0), new(23, 0), default), Is.InstanceOf<SetUpOutcome.Done>());
        Assert.That(await world.Get<ShiftList>().Add(SetUpWorld.Administrator, "Twilight", new(17, 0), new(23, 30), default), Is.InstanceOf<SetUpOutcome.Refused>(), "another of that name");
        Assert.That((await world.Trail()).Skip(5).Select(row => row.Split(',')[2]), Is.EqualTo(new[] { "import", "shift" }));
    }

    [Test]
    public async Task Even_the_owner_of_the_table_cannot_change_or_delete_a_row()
    {
        foreach (var sql in (string[])["update issuance.audit set act = 'logo'", "delete from issuance.audit", "truncate issuance.audit"])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => world.Database.Execute(sql));
            Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), sql);
        }
    }

    [Test]
    public async Task Each_change_has_its_row_with_before_and_after_to_the_minute_and_what_changes_nothing_has_none()
    {
        world.Time.Now = Given.Tuesday.AddSeconds(90);
        var here = await Here();
        Assert.That(await world.Get<OrganisationSettings>().SetParameters(SetUpWorld.Administrator, 12, 6, 3, AuditValues.Seen(SettingValues.Parameters(here)), default), Is.InstanceOf<SetUpOutcome.Done>());
        Assert.That(await world.Get<OrganisationSettings>().SetParameters(SetUpWorld.Administrator, 12, 6, 3, "", default), Is.InstanceOf<SetUpOutcome.Done>(), "as a second run after a lost answer");
        Assert.That((await world.Trail()).Skip(5), Is.EqualTo(new[] { """(6,P02,parameters,,{"k":"10","p":"5","d":"2"},{"k":"12","p":"6","d":"3"})""" }));
        Assert.That(await world.Database.Scalar<DateTime>("select at from issuance.audit where number = 6"), Is.EqualTo(new DateTime(2026, 11, 24, 10, 1, 0, DateTimeKind.Utc)));
        Assert.That((await Here()).Limits.MinimumTaps, Is.EqualTo(12));
    }

    [Test]
    public async Task Where_the_row_cannot_be_written_nothing_is_changed()
    {
        await world.Database.Execute("revoke insert on issuance.audit from moralepulse_issuance");
        await Assert.ThrowsAsync<PostgresException>(() => world.Get<OrganisationSettings>().SetLevel(SetUpWorld.Administrator, "department", AuditValues.Seen("""{"level":"team"}"""), default));
        Assert.That(await world.Database.Scalar<string>("select deepest_level from organisation.settings"), Is.EqualTo("team"));
        await Assert.ThrowsAsync<PostgresException>(() => Given.Imported(world.Database, Given.Request(people: SetUpWorld.People[..18]), world.Time));
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.person where not removed"), Is.EqualTo(20));
    }

    [Test]
    public async Task Of_two_administrators_who_edit_the_same_the_second_is_told()
    {
        var seen = AuditValues.Seen(SettingValues.Level(await Here()));
        Assert.That(await world.Get<OrganisationSettings>().SetLevel(SetUpWorld.Administrator, "department", seen, default), Is.InstanceOf<SetUpOutcome.Done>());
        Assert.That(await world.Get<OrganisationSettings>().SetLevel(SetUpWorld.Administrator, "organisation", seen, default), Is.InstanceOf<SetUpOutcome.Overtaken>());
        Assert.That((await Here()).DeepestLevel, Is.EqualTo(UnitKind.Department));
        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => world.Get<ShiftList>().Add(SetUpWorld.Administrator, $"Shift {n}", new(6, n), new(14, 0), default)));
        Assert.That(both, Is.All.InstanceOf<SetUpOutcome.Done>(), "they take turns");
        Assert.That(await world.Database.Scalar<bool>("select count(*) = max(number) from issuance.audit"), Is.True, "numbered without gaps");
    }

    [Test]
    public async Task Who_is_no_administrator_any_more_changes_nothing()
    {
        Assert.That(await world.Get<PersonDesk>().SetRoles(SetUpWorld.Administrator, "P02", new HashSet<Role>(), await Seen("P02"), default), Is.InstanceOf<SetUpOutcome.Refused>(), "the last one stays one");
        Assert.That(await world.Get<PersonDesk>().SetRoles(SetUpWorld.Administrator, "P05", new HashSet<Role> { Role.Administrator }, await Seen("P05"), default), Is.InstanceOf<SetUpOutcome.Done>());
        Assert.That(await world.Get<PersonDesk>().SetRoles(new(Given.Trust, "P05"), "P02", new HashSet<Role>(), await Seen("P02"), default), Is.InstanceOf<SetUpOutcome.Done>());
        Assert.That(await world.Get<OrganisationSettings>().SetLevel(SetUpWorld.Administrator, "department", "", default), Is.InstanceOf<SetUpOutcome.NotAllowed>());
        foreach (var other in (string[])["P02", "P01"])
            Assert.That(await world.Get<OrganisationImport>().Apply(Given.Request(people: SetUpWorld.People) with { By = other }, default), Is.InstanceOf<ImportOutcome.NotAllowed>(), other);
        Assert.That(await world.Database.Rows("select person from issuance.role where role = 'administrator'"), Is.EqualTo(new[] { "(P05)" }), "a file that was sent before gives nothing back");
        Assert.That(await world.Get<OrganisationSettings>().SetLevel(new(Ods.Parse("OTHER"), "P05"), "department", "", default), Is.InstanceOf<SetUpOutcome.NotAllowed>());
    }

    [Test]
    public async Task Roles_given_by_hand_stay_where_the_file_has_no_column_of_them_and_a_file_that_has_says_what_it_changes()
    {
        await world.Get<PersonDesk>().SetRoles(SetUpWorld.Administrator, "P07", new HashSet<Role> { Role.Executive }, await Seen("P07"), default);
        await world.Get<PersonDesk>().AddIdentity(SetUpWorld.Administrator, "P07", new("", "p07-card"), default);
        await Given.Imported(world.Database, Given.Request(people: Given.People()) with { RolesByFile = false }, world.Time);
        Assert.That(await world.Database.Rows("select person, role from issuance.role order by 1"), Is.EqualTo(new[] { "(P01,manager)", "(P02,administrator)", "(P03,staff-representative)", "(P07,executive)" }));
        var plan = ((ImportOutcome.Planned)await world.Get<OrganisationImport>().Preview(Given.Request(people: SetUpWorld.People), default)).Plan;
        Assert.That(plan.Roles, Is.EqualTo(new[] { new RoleMove("P07", "executive", "") }));
        Assert.That(plan.Identities, Is.Empty);
        Assert.That(await Given.Refused(world.Database, Given.Request(people: [.. SetUpWorld.People[..5], SetUpWorld.People[5] with { Subject = "p07-card" }, .. SetUpWorld.People[6..]])), Has.One.Contains("was added by hand to staff number P07"));
        Assert.That(await Given.Refused(world.Database, Given.Request()), Has.One.Contains("Nobody would be administrator any more."));
    }

    private async Task<OrganisationSnapshot> Here() => (await world.Get<MoralePulse.Issuance.IssuanceDatabase>().Tree.Find(Given.Trust, default))!.Organisation;

    private async Task<string> Seen(string person) => AuditValues.Seen((await world.Get<PersonDesk>().Find(Given.Trust, person, default)).Single().RoleValues);
}
