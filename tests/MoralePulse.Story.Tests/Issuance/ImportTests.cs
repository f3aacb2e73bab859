using Microsoft.EntityFrameworkCore;
using MoralePulse.Harness;
using MoralePulse.Issuance.Import;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Issuance;

internal sealed class ImportTests
{
    private static readonly string[] Tables =
    [
        "organisation.organisation", "organisation.settings", "organisation.clock", "organisation.unit", "organisation.shift",
        "organisation.staff_group", "organisation.pass_key", "issuance.person", "issuance.identity", "issuance.role",
    ];

    private TestDatabase database = null!;

    [SetUp]
    public async Task Create() => database = await TestDatabase.Create();

    [TearDown]
    public async Task Drop() => await database.DisposeAsync();

    [Test]
    public async Task An_organisation_is_made_with_defaults_and_open()
    {
        var changes = await Given.Imported(database, Given.Request());
        Assert.That(changes, Is.EqualTo(new ImportChanges { Created = true, Any = true, Joiners = 20, UnitsOpened = 5, Headcount = 20 }));
        Assert.That(await database.Rows("select ods, name, time_zone, simulated, opened, tick_seconds, version from organisation.organisation"), Is.EqualTo(new[] { "(RY5,\"Seaside Care\",Europe/London,f,t,,1)" }));
        Assert.That(await database.Rows("select minimum_taps, proven_people, dissent, deepest_level from organisation.settings"), Is.EqualTo(new[] { "(10,5,2,team)" }));
        Assert.That(await database.Scalar<long>("select count(*) from organisation.clock"), Is.Zero);
        Assert.That(await database.Rows("select id, parent_id, kind, headcount from organisation.unit order by id"), Is.EqualTo(new[]
        {
            "(RY5,,organisation,20)", "(care,RY5,directorate,20)", "(surgery,care,department,20)", "(ward-1,surgery,team,12)", "(ward-2,surgery,team,8)",
        }).AsCollection);
        Assert.That(await database.Rows("select code from organisation.shift order by position"), Is.EqualTo(new[] { "(early)", "(late)", "(night)", "(long-day)", "(office)" }));
        Assert.That(await database.Rows("select code, headcount from organisation.staff_group where headcount > 0"), Is.EqualTo(new[] { "(nursing,10)" }));
        Assert.That(await database.Scalar<long>("select count(*) from organisation.staff_group"), Is.EqualTo(10));
        Assert.That(await database.Rows("select person, role from issuance.role"), Is.EqualTo(new[] { "(P01,manager)" }));
    }

    [Test]
    public async Task A_second_identical_import_changes_nothing()
    {
        await Given.Imported(database, Given.Request(simulated: true));
        var before = await Contents();
        var changes = await Given.Imported(database, Given.Request(simulated: true), new SettableTime(Given.Tuesday.AddDays(9)));
        Assert.That(changes, Is.EqualTo(new ImportChanges { Headcount = 20 }));
        Assert.That(await Contents(), Is.EqualTo(before));
    }

    [Test]
    public async Task Addresses_are_kept_with_the_person_change_with_the_file_and_go_with_it()
    {
        static ImportRequest With(string email) => Given.Request(people: [.. Given.People(), new("Q1", "q1", "ward-1", Email: email), new("Q1", "q1-card", "")]);
        await Given.Imported(database, With("Q1@Example.org"));
        Assert.That(await database.Rows("select person, email from issuance.person where email is not null"), Is.EqualTo(new[] { "(Q1,Q1@Example.org)" }));
        var before = await Contents();
        Assert.That(await Given.Imported(database, With("Q1@Example.org")), Has.Property("Any").False);
        Assert.That(await Contents(), Is.EqualTo(before));

        Assert.That(await Given.Imported(database, With("q1@elsewhere.example")), Has.Property("Any").True);
        Assert.That(await database.Scalar<string>("select email from issuance.person where person = 'Q1'"), Is.EqualTo("q1@elsewhere.example"));
        Assert.That(await database.Scalar<long>("select version from organisation.organisation"), Is.EqualTo(1), "what other sides read has not changed");
        await Given.Imported(database, With(""));
        Assert.That(await database.Scalar<long>("select count(*) from issuance.person where email is not null"), Is.Zero);
    }

    [Test]
    public async Task A_simulated_organisation_starts_its_clock_at_the_servers_time_and_keeps_it()
    {
        await Given.Imported(database, Given.Request(simulated: true) with { TickSeconds = 1 });
        await Given.Imported(database, Given.Request(simulated: true), new SettableTime(Given.Tuesday.AddDays(9)));
        Assert.That(await database.Scalar<DateTime>("select now from organisation.clock"), Is.EqualTo(Given.Tuesday.UtcDateTime));
        Assert.That(await database.Scalar<int>("select tick_seconds from organisation.organisation"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_missing_unit_is_closed_on_the_organisations_date_and_reopened_when_it_comes_back()
    {
        await Given.Imported(database, Given.Request(Given.Units("ward-3,surgery,Ward 3,team,4")));
        // Half past eleven in the evening by UTC is half past midnight of the next day in London's summer.
        var summer = new SettableTime(new(2027, 6, 1, 23, 30, 0, TimeSpan.Zero));
        Assert.That(await Given.Imported(database, Given.Request(), summer), Has.Property("UnitsClosed").EqualTo(1));
        Assert.That(await database.Scalar<DateOnly>("select closed_on from organisation.unit where id = 'ward-3'"), Is.EqualTo(new DateOnly(2027, 6, 2)));
        Assert.That(await Given.Imported(database, Given.Request(), new SettableTime(summer.Now.AddDays(5))), Has.Property("Any").False);
        Assert.That(await Given.Imported(database, Given.Request(Given.Units("ward-3,surgery,Ward 3,team,4"))), Has.Property("UnitsOpened").EqualTo(1));
        Assert.That(await database.Scalar<long>("select count(*) from organisation.unit where closed_on is null"), Is.EqualTo(6));
    }

    [Test]
    public async Task A_simulated_organisation_closes_units_by_its_own_clock()
    {
        await Given.Imported(database, Given.Request(Given.Units("ward-3,surgery,Ward 3,team,4"), simulated: true));
        await using var source = Npgsql.NpgsqlDataSource.Create(database.Issuance);
        await new SimulatedClock(new(source, TimeProvider.System)).Set(Given.Trust, new(2019, 3, 4, 9, 0, 0, TimeSpan.Zero), default);
        await Given.Imported(database, Given.Request(simulated: true));
        Assert.That(await database.Scalar<DateOnly>("select closed_on from organisation.unit where id = 'ward-3'"), Is.EqualTo(new DateOnly(2019, 3, 4)));
    }

    [Test]
    public async Task A_real_organisation_has_no_clock_to_set()
    {
        await Given.Imported(database, Given.Request());
        await using var source = Npgsql.NpgsqlDataSource.Create(database.Issuance);
        Assert.That(() => new SimulatedClock(new(source, TimeProvider.System)).Set(Given.Trust, Given.Tuesday, default), Throws.InvalidOperationException);
    }

    [Test]
    public async Task A_moved_unit_keeps_its_id_and_raises_the_version()
    {
        await Given.Imported(database, Given.Request(Given.Units("medicine,care,Medicine,department,")));
        var moved = Given.Units("medicine,care,Medicine,department,").Select(unit => unit.Id == "ward-2" ? unit with { Parent = "medicine" } : unit).ToArray();
        Assert.That(await Given.Imported(database, Given.Request(moved)), Is.EqualTo(new ImportChanges { Any = true, UnitsMoved = 1, Headcount = 20 }));
        Assert.That(await database.Rows("select id, headcount from organisation.unit where id in ('medicine', 'surgery', 'ward-2') order by id"), Is.EqualTo(new[] { "(medicine,8)", "(surgery,12)", "(ward-2,8)" }));
        Assert.That(await database.Scalar<long>("select version from organisation.organisation"), Is.EqualTo(2));
    }

    [Test]
    public async Task Who_is_missing_is_removed_softly_and_comes_back_as_the_same_person()
    {
        await Given.Imported(database, Given.Request());
        var wallet = await database.Scalar<byte[]>("select wallet_id from issuance.person where person = 'P01'");
        Assert.That(await Given.Imported(database, Given.Request(people: Given.People()[1..])), Is.EqualTo(new ImportChanges { Any = true, Leavers = 1, Headcount = 19 }));
        Assert.That(await database.Scalar<bool>("select removed from issuance.person where person = 'P01'"), Is.True);
        Assert.That(await database.Scalar<long>("select (select count(*) from issuance.identity where person = 'P01') + (select count(*) from issuance.role)"), Is.Zero);
        Assert.That(await Given.Imported(database, Given.Request()), Is.EqualTo(new ImportChanges { Any = true, Joiners = 1, Headcount = 20 }));
        Assert.That(await database.Scalar<byte[]>("select wallet_id from issuance.person where person = 'P01' and not removed"), Is.EqualTo(wallet));
        Assert.That(await database.Scalar<string>("select person from issuance.identity where subject = 'p01'"), Is.EqualTo("P01"));
    }

    [Test]
    public async Task A_mover_changes_unit_and_a_further_line_adds_an_identity()
    {
        await Given.Imported(database, Given.Request());
        var people = Given.People("P02,p02-smartcard,,,");
        people[12] = people[12] with { Unit = "ward-1" };
        Assert.That(await Given.Imported(database, Given.Request(people: people)), Is.EqualTo(new ImportChanges { Any = true, Movers = 1, Headcount = 20 }));
        Assert.That(await database.Rows("select subject from issuance.identity where person = 'P02' order by 1"), Is.EqualTo(new[] { "(p02)", "(p02-smartcard)" }));
    }

    [Test]
    public async Task An_identity_can_pass_to_another_person()
    {
        await Given.Imported(database, Given.Request());
        var people = Given.People();
        (people[1], people[2]) = (people[1] with { Subject = "p03" }, people[2] with { Subject = "p02" });
        await Given.Imported(database, Given.Request(people: people));
        Assert.That(await database.Rows("select subject, person from issuance.identity where subject in ('p02', 'p03') order by 1"), Is.EqualTo(new[] { "(p02,P03)", "(p03,P02)" }));
    }

    [Test]
    public async Task A_small_organisation_is_imported_but_not_open_until_it_has_grown()
    {
        Assert.That(await Given.Imported(database, Given.Request(people: Given.People()[..9])), Has.Property("NotOpenUntil").EqualTo(10));
        Assert.That(await database.Scalar<bool>("select opened from organisation.organisation"), Is.False);
        Assert.That(await Given.Imported(database, Given.Request(people: Given.People()[..10])), Has.Property("NotOpenUntil").Null);
        Assert.That(await database.Scalar<bool>("select opened from organisation.organisation"), Is.True);
    }

    [Test]
    public async Task An_open_organisation_cannot_shrink_below_what_anonymity_needs()
    {
        await Given.Imported(database, Given.Request());
        Assert.That(await Given.Refused(database, Given.Request(people: Given.People()[..9])), Has.One.Contains("would have 9 people; 10 are the fewest"));
    }

    [Test]
    public async Task One_line_may_be_the_organisation_itself_and_its_id_stays()
    {
        UnitLine[] units = [Given.Unit("TRUST,,Seaside,organisation,500"), .. Given.Units().Select(unit => unit.Parent == "" ? unit with { Parent = "TRUST" } : unit)];
        await Given.Imported(database, Given.Request(units));
        Assert.That(await database.Rows("select id, name, headcount from organisation.unit where parent_id is null"), Is.EqualTo(new[] { "(TRUST,Seaside,500)" }));
        units[0] = units[0] with { Id = "OTHER" };
        Assert.That(await Given.Refused(database, Given.Request(units)), Has.One.Contains("has had the id “TRUST”"));
        await Given.Imported(database, Given.Request());
        Assert.That(await database.Rows("select id, name from organisation.unit where parent_id is null"), Is.EqualTo(new[] { "(TRUST,\"Seaside Care\")" }));
    }

    [Test]
    public async Task Two_first_imports_at_once_make_one_organisation()
    {
        var both = await Task.WhenAll(Given.Imported(database, Given.Request()), Given.Imported(database, Given.Request()));
        Assert.That(both.Count(changes => changes.Created), Is.EqualTo(1));
        Assert.That(await database.Scalar<long>("select count(*) from issuance.person"), Is.EqualTo(20));
    }

    [Test]
    public async Task While_an_import_writes_taps_are_counted()
    {
        await Given.Imported(database, Given.Request());
        Task<ImportChanges> import;
        await using (var connection = await database.AsOwner.OpenConnectionAsync())
        await using (var held = await connection.BeginTransactionAsync())
        {
            await using (var hold = new Npgsql.NpgsqlCommand("lock table issuance.identity", connection, held)) await hold.ExecuteNonQueryAsync();
            import = Given.Imported(database, Given.Request(people: Given.People("Q1,q1,ward-1,,")));
            await Waits("relation");
            await using var ballot = Npgsql.NpgsqlDataSource.Create(database.Ballot);
            await using var tap = ballot.CreateCommand("set lock_timeout = '10s'; select organisation.lock_shared('{RY5}')"); // as an admission takes it
            Assert.That(tap.ExecuteNonQueryAsync, Throws.Nothing);
        }

        Assert.That((await import).Joiners, Is.EqualTo(1));
    }

    [Test]
    public async Task An_import_is_seen_by_nobody_before_the_taps_that_are_being_counted_are_counted()
    {
        await Given.Imported(database, Given.Request());
        await using var ballot = Npgsql.NpgsqlDataSource.Create(database.Ballot);
        await using var connection = await ballot.OpenConnectionAsync();
        await using var tap = await connection.BeginTransactionAsync();
        await using (var admission = new Npgsql.NpgsqlCommand("select organisation.lock_shared('{RY5}')", connection, tap)) await admission.ExecuteNonQueryAsync();
        var import = Given.Imported(database, Given.Request(Given.Units("ward-3,surgery,Ward 3,team,4")));
        await Waits("advisory");
        Assert.That(await database.Scalar<long>("select count(*) from organisation.unit"), Is.EqualTo(5));
        await tap.CommitAsync();
        Assert.That((await import).UnitsOpened, Is.EqualTo(1));
    }

    // Until something of this database waits for a lock of that type.
    private Task Waits(string type) => Eventually.Holds(async () => await database.Scalar<long>(
        $"select count(*) from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()) and locktype = '{type}'") > 0);

    [Test]
    public async Task Real_and_simulated_never_turn_into_each_other()
    {
        await Given.Imported(database, Given.Request());
        Assert.That(await Given.Refused(database, Given.Request(simulated: true)), Is.EqualTo(new[] { "command line: RY5 is a real organisation, and stays one. Leave --simulated out, or choose another ODS code for the simulated one." }));
        await Given.Imported(database, Given.Request(ods: MoralePulse.Domain.Organisation.Ods.Parse("SIM"), simulated: true));
        Assert.That(await Given.Refused(database, Given.Request(ods: MoralePulse.Domain.Organisation.Ods.Parse("SIM"))), Has.One.StartsWith("command line: SIM is a simulated organisation"));
    }

    [Test]
    public async Task A_refused_import_leaves_nothing_behind()
    {
        Assert.That(await Given.Refused(database, Given.Request(Given.Units("x,nowhere,X,team,"))), Has.Length.EqualTo(1));
        Assert.That(await Contents(), Is.Empty);
    }

    [Test]
    public async Task The_rows_that_we_write_are_those_of_the_database()
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(database.Issuance);
        await using var context = MoralePulse.Issuance.IssuanceContext.Over(new(source, TimeProvider.System));
        foreach (var entity in context.Model.GetEntityTypes())
        {
            var columns = await database.Rows($"select column_name from information_schema.columns where table_schema = '{entity.GetSchema()}' and table_name = '{entity.GetTableName()}' and column_default is distinct from 'true'");
            Assert.That(entity.GetProperties().Select(property => $"({property.GetColumnName()})"), Is.EquivalentTo(columns), entity.Name);
        }
    }

    private async Task<IReadOnlyList<string>> Contents()
    {
        var contents = new List<string>();
        foreach (var table in Tables) contents.AddRange(await database.Rows($"select '{table}' as \"table\", * from {table} order by 2, 3"));
        return contents;
    }
}
