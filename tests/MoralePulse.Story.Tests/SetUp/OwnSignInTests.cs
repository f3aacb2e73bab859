using MoralePulse.Harness;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Story.Tests.Issuance;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.SetUp;

/// <summary>Whoever imports can go on signing in afterwards.</summary>
[TestFixture]
internal sealed class OwnSignInTests
{
    private const string Issuer = "https://login.example.nhs.uk";

    // What makes a request an export's; its lines are given as they are.
    private static readonly ExportColumns Columns = new() { Person = "Employee Number", Subject = "E-Mail", Team = "Org L4" };

    private TestDatabase database = null!;

    [SetUp]
    public async Task Create() => database = await TestDatabase.Create();

    [TearDown]
    public async Task Drop() => await database.DisposeAsync();

    [Test]
    public async Task The_first_administrators_sign_in_stays_whatever_is_imported()
    {
        await using (var source = Npgsql.NpgsqlDataSource.Create(database.Issuance))
            Assert.That(await new FirstRun(new OrganisationImport(new(source, new SettableTime(Given.Tuesday)))).Make("RY5", "Seaside Care", "P02", "card", Issuer, default), Is.InstanceOf<SetUpOutcome.Done>());
        await Given.Imported(database, Given.Request() with { By = "P02", Columns = Columns, RolesByFile = false });
        Assert.That(await Identities("P02"), Is.EqualTo(new[] { "(\"\",p02,f)", $"({Issuer},card,t)" }));
    }

    [Test]
    public async Task An_import_that_leaves_whoever_imports_without_a_sign_in_is_refused()
    {
        await Given.Imported(database, Given.Request(people: SetUpWorld.People));
        var without = Given.Request(people: [.. SetUpWorld.People.Select(person => person.Person == "P02" ? person with { Subject = "" } : person)]) with { Columns = Columns };
        Assert.That(await Given.Refused(database, without with { By = "P02" }), Is.EqualTo(new[]
        {
            "people.csv: You, staff number P02, have no sign-in identity in the file, and would lose your sign-in. Write what you sign in with, or have it added by hand first: that stays whatever is imported.",
        }));
        await Given.Imported(database, without with { By = "P02", IdentitiesByFile = false });
        await database.Execute("update issuance.identity set by_hand = true where person = 'P02'");
        await Given.Imported(database, without with { By = "P02" });
        Assert.That(await Identities("P02"), Is.EqualTo(new[] { "(\"\",p02,t)" }));
    }

    [Test]
    public async Task An_export_which_names_no_issuer_leaves_one_that_is_known()
    {
        await Given.Imported(database, Given.Request(people: [.. SetUpWorld.People.Select(person => person with { Issuer = Issuer })]));
        var export = Given.Request(people: [.. SetUpWorld.People.Select(person => person.Person == "P05" ? person with { Subject = "p05-new" } : person)]) with { Columns = Columns };
        await Given.Imported(database, export);
        Assert.That(await database.Scalar<long>($"select count(*) from issuance.identity where issuer = '{Issuer}'"), Is.EqualTo(19));
        Assert.That(await Identities("P05"), Is.EqualTo(new[] { "(\"\",p05-new,f)" }), "another subject is another identity");
        Assert.That(await Given.Imported(database, export), Has.Property("Any").False);
    }

    private Task<IReadOnlyList<string>> Identities(string person) => database.Rows($"select issuer, subject, by_hand from issuance.identity where person = '{person}' order by 1, 2");
}
