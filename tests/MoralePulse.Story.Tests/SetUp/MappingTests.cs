using System.Text;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.Import;
using MoralePulse.Story.Tests.Issuance;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.SetUp;

/// <summary>Which column means what, and what becomes of names of units.</summary>
[TestFixture]
internal sealed class MappingTests
{
    private const string Plain = "Employee Number,Org L1,Org L2,Org L3,Org L4,Staff Group,Email\n1,Trust,Care,Surgery,Ward 1,Medical & Dental,a@example.org\n2,Trust,Mind,Therapy,Team 2,AHP,b@example.org\n";

    [TestCase("Medical & Dental", "medical")]
    [TestCase("Add Prof Scientific and Technic", "scientific")]
    [TestCase(" NURSING AND  MIDWIFERY REGISTERED", "nursing")]
    [TestCase("NHS|Allied Health Professionals|", "allied")]
    [TestCase("Admin & Clerical", "administrative")]
    [TestCase("clinical-support", "clinical-support")]
    [TestCase("Wizards", null)]
    [TestCase("", null)]
    public void A_staff_group_is_known_by_its_usual_short_forms(string written, string? code) => Assert.That(StaffGroup.Find(written.Trim())?.Code, Is.EqualTo(code));

    [Test]
    public void Columns_are_guessed_by_their_names_and_the_trust_itself_is_no_level() => Assert.That(Guess(Plain), Is.EqualTo(new ExportColumns
    {
        Person = "Employee Number",
        Subject = "Email",
        Email = "Email",
        StaffGroup = "Staff Group",
        Directorate = "Org L2",
        Department = "Org L3",
        Team = "Org L4",
    }));

    [Test]
    public void What_was_chosen_last_time_is_chosen_again_while_the_file_has_those_columns()
    {
        var chosen = new ExportColumns { Person = "Employee Number", Team = "Org L3" };
        Assert.That(ExportGuess.Of(File(Plain), chosen), Is.EqualTo(chosen));
        Assert.That(ExportGuess.Of(File(Plain), chosen with { Team = "Org L9" }).Team, Is.EqualTo("Org L4"));
    }

    [Test]
    public void A_level_that_is_empty_or_repeats_the_one_above_is_left_out()
    {
        var request = Read("Employee Number,Directorate,Department,Team,Email\n1,Care,Surgery,Ward 1,a@x.org\n2,Care,,Ward 9,b@x.org\n3,Care,care,CARE ,c@x.org\n4,care, surgery ,Ward  1,d@x.org\n");
        Assert.That(request.Units.Select(unit => (unit.Name, unit.Kind)), Is.EquivalentTo(new[] { ("Care", "directorate"), ("Surgery", "department"), ("Ward 1", "team"), ("Ward 9", "team") }));
        var names = request.Units.ToDictionary(unit => unit.Id, unit => unit.Name);
        Assert.That(request.People.Select(person => names[person.Unit]), Is.EqualTo(new[] { "Ward 1", "Ward 9", "Care", "Ward 1" }));
        Assert.That(names[request.Units.Single(unit => unit.Name == "Ward 9").Parent], Is.EqualTo("Care"));
    }

    [Test]
    public void A_unit_keeps_its_id_by_its_path_or_when_it_moved_by_its_name_and_new_ids_are_the_same_each_time()
    {
        var first = Read(Plain);
        Assert.That(Read(Plain).Units, Is.EqualTo(first.Units));
        var tree = new UnitTree([new("RY5", null, "Trust", UnitKind.Organisation, 40), .. first.Units.Select(unit => new Unit(unit.Id, unit.Parent is "" ? "RY5" : unit.Parent, unit.Name, Enum.Parse<UnitKind>(unit.Kind, true), 10))]);
        var moved = Read(Plain.Replace("Care,Surgery,Ward 1", "Mind,Therapy,Ward 1", StringComparison.Ordinal), tree, Guess(Plain));
        Assert.That(Id(moved, "Ward 1"), Is.EqualTo(Id(first, "Ward 1")));
        Assert.That(moved.Units.Single(unit => unit.Name == "Ward 1").Parent, Is.EqualTo(Id(first, "Therapy")));
        var renamed = Read(Plain.Replace("Surgery", "Surgical", StringComparison.Ordinal), tree, Guess(Plain));
        Assert.That(Id(renamed, "Ward 1"), Is.EqualTo(Id(first, "Ward 1")), "only its department has another name");
        Assert.That(Id(renamed, "Surgical"), Is.Not.EqualTo(Id(first, "Surgery")));
    }

    [TestCase(";", "utf-8")]
    [TestCase("\t", "utf-16")]
    [TestCase("|", "windows-1252")]
    public void Separators_and_encodings_are_found_out(string separator, string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var written = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. written.GetPreamble(), .. written.GetBytes(Plain.Replace("Surgery", "Théâtre", StringComparison.Ordinal).Replace(",", separator, StringComparison.Ordinal))];
        var file = ExportFile.Read(bytes, "x.csv");
        Assert.That(file.Wrong, Is.Empty);
        Assert.That(file.Lines[0].Values[3], Is.EqualTo("Théâtre"));
        Assert.That(file.IsWindows1252, Is.EqualTo(encoding == "windows-1252"));
    }

    private static ExportFile File(string text) => ExportFile.Read(Encoding.UTF8.GetBytes(text), "x.csv");

    private static ExportColumns Guess(string text) => ExportGuess.Of(File(text), null);

    private static ImportRequest Read(string text, UnitTree? tree = null, ExportColumns? chosen = null) => new ExportReading(File(text), chosen ?? Guess(text), tree).For(Given.Trust, "Trust");

    private static string Id(ImportRequest request, string name) => request.Units.Single(unit => unit.Name == name).Id;
}
