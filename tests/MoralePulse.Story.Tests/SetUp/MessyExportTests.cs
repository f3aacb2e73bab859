using MoralePulse.Harness;
using MoralePulse.Issuance.Import;
using MoralePulse.Story.Tests.Issuance;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.SetUp;

/// <summary>An export of 2,000 lines as one gets it: every wrong line is named and no other, and what the preview says is what the import does.</summary>
[TestFixture]
internal sealed class MessyExportTests
{
    private static readonly MessyExport Export = MessyExport.Draw(seed: 1948);

    private static readonly ExportColumns Columns = new()
    {
        Person = "Employee Number",
        Subject = "E-Mail Address",
        Email = "E-Mail Address",
        StaffGroup = "Staff Group",
        Directorate = "Org L2",
        Department = "Org L3",
        Team = "Org L4",
    };

    private TestDatabase database = null!;

    [SetUp]
    public async Task Create() => database = await TestDatabase.Create();

    [TearDown]
    public async Task Drop() => await database.DisposeAsync();

    [Test]
    public async Task Every_wrong_line_is_named_and_no_other_and_nothing_is_imported()
    {
        var refused = (ImportOutcome.Refused)await Import(Export.Messy);
        Assert.That(refused.Lines.Select(line => line.Line).Distinct().Order(), Is.EqualTo(Export.WrongLines));
        Assert.That(refused.Lines.Select(line => line.File).Distinct(), Is.EqualTo(new[] { "export.csv" }));
        Assert.That(refused.Lines.Select(line => line.Remedy), Has.All.Not.Empty);
        Assert.That(await database.Scalar<long>("select (select count(*) from organisation.organisation) + (select count(*) from issuance.person) + (select count(*) from issuance.audit)"), Is.Zero);
        TestContext.Out.WriteLine($"{Export.WrongLines.Count} wrong lines of {MessyExport.LineCount}, {refused.Lines.Count} complaints.");
    }

    [Test]
    public async Task The_corrected_file_makes_the_organisation_and_a_second_time_nothing()
    {
        var planned = ((ImportOutcome.Planned)await Import(Export.Corrected, preview: true)).Plan;
        Assert.That(planned.Changes.Joiners, Is.EqualTo(Export.People));
        Assert.That(await database.Scalar<long>("select count(*) from issuance.person"), Is.Zero, "a preview writes nothing");
        var done = ((ImportOutcome.Done)await Import(Export.Corrected, expected: planned.Fingerprint)).Changes;
        Assert.That(done, Is.EqualTo(planned.Changes));
        Assert.That(await database.Scalar<long>("select count(*) from issuance.person where staff_group is null"), Is.Zero, "every short form of a staff group is understood");
        Assert.That(await database.Scalar<long>("select count(*) from organisation.unit where name like 'Théâtres %'"), Is.Positive, "Windows-1252 is read as what it is");
        Assert.That(((ImportOutcome.Planned)await Import(Export.Corrected, preview: true)).Plan.Changes.Any, Is.False);
    }

    [Test]
    public async Task What_the_preview_said_is_what_the_import_does_or_nothing_is_imported()
    {
        await Import(Export.Corrected);
        var half = System.Text.Encoding.Latin1.GetBytes(string.Join("\r\n", System.Text.Encoding.Latin1.GetString(Export.Corrected).Split("\r\n")[..1500]) + "\r\n");
        var plan = ((ImportOutcome.Planned)await Import(half, preview: true)).Plan;
        Assert.That(plan.AsksTwice, Is.True);
        Assert.That(plan.Warnings, Has.Some.Contains("500 of 1999 people would leave"));
        Assert.That(plan.Warnings, Has.Some.Contains("too few for figures of its own"));
        Assert.That(plan.People.Count(person => person.To is null), Is.EqualTo(500));

        await database.Execute("insert into issuance.identity (ods, subject, person, by_hand) values ('RY5', 'smartcard', '20000700', true), ('RY5', 'late', '20001999', true)");
        var changes = ((ImportOutcome.Done)await Import(half, expected: plan.Fingerprint)).Changes;
        Assert.That(changes.Leavers, Is.EqualTo(500));
        Assert.That(await database.Scalar<long>("select count(*) from issuance.person where removed"), Is.EqualTo(500));
        Assert.That(await database.Rows("select subject from issuance.identity where by_hand"), Is.EqualTo(new[] { "(smartcard)" }), "added by hand: it stays with her who stays, and ends with her who leaves");
        Assert.That(await Import(Export.Corrected, expected: plan.Fingerprint), Is.InstanceOf<ImportOutcome.Overtaken>());
        Assert.That(await database.Scalar<long>("select count(*) from issuance.person where removed"), Is.EqualTo(500));
    }

    private async Task<ImportOutcome> Import(byte[] file, bool preview = false, string? expected = null)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(database.Issuance);
        var side = new MoralePulse.Issuance.IssuanceDatabase(source, new SettableTime(Given.Tuesday));
        var here = await side.Tree.Find(Given.Trust, default);
        var request = ImportDesk.Request(Given.Trust, "Seaside Care", new(new("export.csv", file), null, Columns), here?.Organisation.Tree) with { Expected = expected };
        return preview ? await new OrganisationImport(side).Preview(request, default) : await new OrganisationImport(side).Apply(request, default);
    }
}
