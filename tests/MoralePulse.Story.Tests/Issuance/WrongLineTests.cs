using System.Text;
using Microsoft.Extensions.Configuration;
using MoralePulse.Harness;
using MoralePulse.Issuance;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.Keys;
using MoralePulse.Web.Import;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Issuance;

internal sealed class WrongLineTests
{
    private TestDatabase database = null!;

    [OneTimeSetUp]
    public async Task Create() => database = await TestDatabase.Create();

    [OneTimeTearDown]
    public async Task Drop() => await database.DisposeAsync();

    [TestCase("x,nowhere,X,team,", "units.csv, line 9: There is no unit “nowhere” for it to hang under. Add a line for that unit, or correct the parent.")]
    [TestCase("x,surgery,X,ward,", "units.csv, line 9: “ward” is no kind of unit. Write directorate, department or team.")]
    [TestCase("x,ward-1,X,team,", "units.csv, line 9: A team can't hang under “ward-1”, a team. The order is organisation, directorate, department, team; levels may be left out. Correct the parent or the kind.")]
    [TestCase("x,ward-1,X,directorate,", "units.csv, line 9: A directorate can't hang under “ward-1”, a team. The order is organisation, directorate, department, team; levels may be left out. Correct the parent or the kind.")]
    [TestCase("x,x,X,team,", "units.csv, line 9: A team can't hang under “x”, a team. The order is organisation, directorate, department, team; levels may be left out. Correct the parent or the kind.")]
    [TestCase("care,,Care,directorate,", "units.csv, line 9: The id “care” is already that of line 9. Give each unit an id of its own.")]
    [TestCase("x y,,X,team,", "units.csv, line 9: “x y” can't be a unit's id. Use 1 to 40 letters, digits, dots, dashes and underscores.")]
    [TestCase("x,,,team,", "units.csv, line 9: The unit has no name. Write what its people call it.")]
    [TestCase("x,,War\u202Ed 1,team,", "units.csv, line 9: The name is too long, broken over lines or has hidden characters. Write up to 200 visible characters on one line.")]
    [TestCase("x,,Ward\u200B 1,team,", "units.csv, line 9: The name is too long, broken over lines or has hidden characters. Write up to 200 visible characters on one line.")]
    [TestCase("x,,X,team,-3", "units.csv, line 9: “-3” is no headcount. Write a whole number, or leave it empty to count the people's file.")]
    [TestCase("RY5,,X,team,", "units.csv, line 9: The id “RY5” is the organisation's own. Give this unit another id, or make it the one of kind organisation.")]
    [TestCase("x,care,X,organisation,", "units.csv, line 9: The organisation can't hang under a unit. Leave its parent empty.")]
    public async Task A_wrong_unit_is_named(string line, string complaint) =>
        Assert.That(await Given.Refused(database, Given.Request(Given.Units(line))), Does.Contain(complaint));

    [TestCase(",s,ward-1,,", "people.csv, line 99: The staff number is missing. Write one of up to 255 characters.")]
    [TestCase("Q1,,ward-1,,", "people.csv, line 99: The sign-in identity is missing. Write what the identity provider calls her (its “sub”).")]
    [TestCase("Q1,s,nowhere,,", "people.csv, line 99: There is no unit “nowhere”. Write the id of a unit of units.csv.")]
    [TestCase("Q1,s,,,", "people.csv, line 99: The person has no unit. Write the id of a unit of units.csv.")]
    [TestCase("Q1,p01,ward-1,,", "people.csv, line 99: The identity “p01” already belongs to staff number P01 (line 2). An identity belongs to one person: correct one of the two.")]
    [TestCase("Q1,p01,ward-1,,,,https://login.example.org", "people.csv, line 99: The identity “p01” belongs to staff number P01 on line 2, and one of the two lines names no issuer. Write the issuer on both lines, so that the two people can be told apart.")]
    [TestCase("Q1,s,ward-1,,,,login.example.org", "people.csv, line 99: “login.example.org” is no issuer. Write the address that the identity provider calls itself by (its “iss”), such as https://login.example.nhs.uk, or leave it empty where there is only one.")]
    [TestCase("P01,p01,,,", "people.csv, line 99: The identity “p01” is already on line 2. Remove one of the two lines.")]
    [TestCase("P01,s,ward-2,,", "people.csv, line 99: Staff number P01 has another unit than on line 2. Write the same on each of her lines, or leave it empty from the second on.")]
    [TestCase("P01,s,,,executive", "people.csv, line 99: Staff number P01 has another roles than on line 2. Write the same on each of her lines, or leave it empty from the second on.")]
    [TestCase("Q1,s,ward-1,wizards,", "people.csv, line 99: “wizards” is no staff group. Write its ESR name, or one of: medical, students, nursing, allied, scientific, healthcare-science, clinical-support, administrative, estates, supplementary.")]
    [TestCase("Q1,s,ward-1,,administrator;commissioner", "people.csv, line 99: A commissioner can have no other role. She sees what was published to her and nothing else: leave the role out, or the others.")]
    [TestCase("Q1,s,ward-1,,king", "people.csv, line 99: “king” is no role. Write one or more of manager, executive, administrator, morale-innovator, staff-representative, commissioner, separated by semicolons.")]
    [TestCase("Q1,s,ward-1,,,q1", "people.csv, line 99: “q1” is no e-mail address. Write one such as jo.smith@example.nhs.uk, or leave it empty.")]
    [TestCase("Q1,s,ward-1,,,Q One <q1@example.org>", "people.csv, line 99: “Q One <q1@example.org>” is no e-mail address. Write one such as jo.smith@example.nhs.uk, or leave it empty.")]
    [TestCase("Q1,s,ward-1,,,q1@localhost", "people.csv, line 99: “q1@localhost” is no e-mail address. Write one such as jo.smith@example.nhs.uk, or leave it empty.")]
    [TestCase("P01,s,,,,p01@example.org", "people.csv, line 99: Staff number P01 has another e-mail address than on line 2. Write the same on each of her lines, or leave it empty from the second on.")]
    public async Task A_wrong_person_is_named(string line, string complaint) =>
        Assert.That(await Given.Refused(database, Given.Request(people: Given.People(line))), Is.EqualTo(new[] { complaint }));

    [Test]
    public async Task Every_wrong_line_is_named_at_once_and_sorted()
    {
        var wrong = await Given.Refused(database, Given.Request(Given.Units("x,nowhere,X,team,"), Given.People("Q1,,ward-9,,")) with { TickSeconds = 5 });
        Assert.That(wrong.Select(line => line.Split(':')[0]), Is.EqualTo(new[] { "command line", "units.csv, line 9", "people.csv, line 99", "people.csv, line 99" }));
    }

    [TestCase("12", ExpectedResult = true)]
    [TestCase("11", ExpectedResult = false)]
    public async Task<bool> A_parent_below_its_childrens_sum_is_refused(string stated)
    {
        var wrong = await Given.Refused(database, Given.Request(Given.Units($"theatre,care,Theatre,department,{stated}", "t1,theatre,T1,team,7", "t2,theatre,T2,team,5"), ods: Given.Trust));
        return wrong.Length == 0;
    }

    [Test]
    public void A_group_is_known_by_name_and_code_whatever_the_capitals()
    {
        var request = Given.Request(people: Given.People("Q1,q1,ward-1,ALLIED,Manager; executive", "Q2,q2,ward-1,allied health professionals,"));
        var people = Wanted.From(request, null, [])!.People;
        Assert.That(people.TakeLast(2).Select(person => person.StaffGroup), Is.All.EqualTo("allied"));
        Assert.That(people[^2].Roles, Is.EquivalentTo(new[] { "manager", "executive" }));
    }

    [Test]
    public void Files_may_have_a_byte_order_mark_quotes_and_either_line_ending()
    {
        var wrong = new List<WrongLine>();
        var text = "\uFEFFname,id,parent,kind,headcount\r\n\"Ward \"\"1\"\", upper\",w1,,team,12\r\n\r\nÉlan,w2,,team,\n";
        var lines = DirectoryFiles.Units(new MemoryStream(Encoding.UTF8.GetBytes(text)), "units.csv", wrong);
        Assert.That(wrong, Is.Empty);
        Assert.That(lines, Is.EqualTo(new[] { new UnitLine("w1", "", "Ward \"1\", upper", "team", "12", 2), new UnitLine("w2", "", "Élan", "team", "", 4) }));
    }

    [TestCase("person,subject,unit,staff_group,roles\nP1,p1,w,,\n", "")]
    [TestCase("email,person,subject,unit,staff_group,roles\np1@example.org,P1,p1,w,,\n", "p1@example.org")]
    public void The_column_of_addresses_may_be_there_or_not(string text, string email)
    {
        var wrong = new List<WrongLine>();
        Assert.That(DirectoryFiles.People(new MemoryStream(Encoding.UTF8.GetBytes(text)), "people.csv", wrong), Is.EqualTo(new[] { new PersonLine("P1", "p1", "w", "", "", 2, email) }));
        Assert.That(wrong, Is.Empty);
    }

    [TestCase("person,subject,unit,staff_group,roles,mail\n", "people.csv, line 1: The column “mail” is unknown. The first line must be person,subject,unit,staff_group, in any order; roles,email,issuer may be added.")]
    [TestCase("person,subject,unit,staff_group,roles,email\nP1,p1,w,,\n", "people.csv, line 2: The line has 5 values, not 6. Write person,subject,unit,staff_group,roles,email, with a comma also for an empty value and quotes around a value with a comma.")]
    public void What_cannot_be_read_of_people_is_named(string text, string complaint)
    {
        var wrong = new List<WrongLine>();
        DirectoryFiles.People(new MemoryStream(Encoding.UTF8.GetBytes(text)), "people.csv", wrong);
        Assert.That(wrong.Select(line => line.ToString()), Does.Contain(complaint));
    }

    [TestCase("id,parent,name,kind\nx,,X,team\n", "units.csv, line 1: The column “headcount” is missing. The first line must be id,parent,name,kind,headcount, in any order.")]
    [TestCase("id,parent,name,kind,headcount,boss\n", "units.csv, line 1: The column “boss” is unknown. The first line must be id,parent,name,kind,headcount, in any order.")]
    [TestCase("id,id,parent,name,kind,headcount\n", "units.csv, line 1: The column “id” is there twice. The first line must be id,parent,name,kind,headcount, in any order.")]
    [TestCase("id,parent,name,kind,headcount\nx,,X\n", "units.csv, line 2: The line has 3 values, not 5. Write id,parent,name,kind,headcount, with a comma also for an empty value and quotes around a value with a comma.")]
    [TestCase("id,parent,name,kind,headcount\nx,,\"X,team,\ny,,Y,team,\n", "units.csv, line 2: A quote is open or stands where none can. Put the whole value in quotes, on one line, and double those inside it.")]
    public void What_cannot_be_read_is_named(string text, string complaint)
    {
        var wrong = new List<WrongLine>();
        DirectoryFiles.Units(new MemoryStream(Encoding.UTF8.GetBytes(text)), "units.csv", wrong);
        Assert.That(wrong.Select(line => line.ToString()), Does.Contain(complaint));
    }

    [Test]
    public void A_file_in_another_encoding_is_refused()
    {
        var wrong = new List<WrongLine>();
        DirectoryFiles.Units(new MemoryStream([.. "id,parent,name,kind,headcount\nx,,"u8, 0xC9, .. ",team,\n"u8]), "units.csv", wrong);
        Assert.That(wrong, Is.EqualTo(new[] { new WrongLine("units.csv", 0, "The file is not in UTF-8.", "Save it as “CSV UTF-8”.") }));
    }

    [Test]
    public async Task The_command_imports_two_files_and_answers_2_for_wrong_ones()
    {
        var folder = Directory.CreateTempSubdirectory();
        var (units, people) = (Path.Combine(folder.FullName, "units.csv"), Path.Combine(folder.FullName, "people.csv"));
        await File.WriteAllTextAsync(units, "id,parent,name,kind,headcount\nw,,Ward,team,30\n");
        await File.WriteAllTextAsync(people, "person,subject,unit,staff_group,roles\n1,one,w,Medical and Dental,manager\n");
        var settings = new ConfigurationBuilder().AddInMemoryCollection(database.Settings).Build();
        Assert.That(await ImportCommand.Run(["CMD", "By command", units, people, "--simulated", "--tick", "1"], settings, default), Is.Zero);
        Assert.That(await database.Scalar<int>("select tick_seconds from organisation.organisation where ods = 'CMD' and opened"), Is.EqualTo(1));
        Assert.That(await ImportCommand.Run(["CMD", "By command", units, people], settings, default), Is.EqualTo(2));
        Assert.That(await ImportCommand.Run(["CMD", units, people, "--simulated"], settings, default), Is.EqualTo(2));
        Assert.That(await ImportCommand.Run(["CMD!", "x", units, people, "--simulated"], settings, default), Is.EqualTo(2));
        Assert.That(await ImportCommand.Run(["CMD", "x", units, "nowhere.csv", "--simulated"], settings, default), Is.EqualTo(2));
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task The_command_makes_the_keys_of_a_real_organisation_if_its_master_key_is_the_services()
    {
        await using var own = await TestDatabase.Create();
        var folder = Directory.CreateTempSubdirectory();
        var (units, people) = (Path.Combine(folder.FullName, "units.csv"), Path.Combine(folder.FullName, "people.csv"));
        await File.WriteAllTextAsync(units, "id,parent,name,kind,headcount\nw,,Ward,team,30\n");
        await File.WriteAllTextAsync(people, "person,subject,unit,staff_group,roles\n1,one,w,,\n");
        var settings = new ConfigurationBuilder().AddInMemoryCollection(own.Settings).Build();
        var stranger = new ConfigurationBuilder().AddInMemoryCollection(own.Settings).AddInMemoryCollection([new("PassKeys:MasterKey", Convert.ToBase64String(new byte[32]))]).Build();
        Task<long> Keys(string ods) => own.Scalar<long>($"select count(*) from organisation.pass_key where ods = '{ods}'");

        Assert.That(await ImportCommand.Run(["FIRST", "First", units, people], settings, default), Is.Zero);
        Assert.That(await Keys("FIRST"), Is.Zero, "nothing is stored yet that would tell whose key this is");
        await using (var source = Npgsql.NpgsqlDataSource.Create(own.Issuance))
        {
            var database = new IssuanceDatabase(source, TimeProvider.System);
            var here = await database.Tree.Find(MoralePulse.Domain.Organisation.Ods.Parse("FIRST"), default);
            await new PassKeyUpkeep(database, MasterKey.From(settings)).Run(here!, default); // as the service does
        }

        Assert.That(await ImportCommand.Run(["OTHER", "Other", units, people], stranger, default), Is.Zero);
        Assert.That(await Keys("OTHER"), Is.Zero, "what another key seals can't sign");
        Assert.That(await ImportCommand.Run(["NEXT", "Next", units, people], settings, default), Is.Zero);
        Assert.That(await Keys("NEXT"), Is.EqualTo(await Keys("FIRST")));
        folder.Delete(recursive: true);
    }
}
