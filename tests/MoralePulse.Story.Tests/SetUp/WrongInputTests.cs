using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MoralePulse.Issuance.Import;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.SetUp;

/// <summary>What no page offers and somebody sends nevertheless, or offers and makes no sense: it is refused at its field, and nothing is said to be saved.</summary>
[TestFixture]
internal sealed class WrongInputTests
{
    private const string Export = "Employee Number,Email,Care,Place\n1,a@example.org,Surgery,Ward 1\n";

    private SetUpWorld world = null!;

    [OneTimeSetUp]
    public async Task Create() => world = await SetUpWorld.Create();

    [OneTimeTearDown]
    public async Task Drop() => await world.DisposeAsync();

    [TestCase("department", "Care", "Care", "is already chosen for a level above")]
    [TestCase("team", "Care", null, "is already chosen for a level above")]
    [TestCase("directorate", "Employee Number", null, "can't be a unit's name, too")]
    [TestCase("department", "Care", "Email", "can't be a unit's name, too")]
    public async Task One_column_of_an_export_is_not_two_things(string field, string directorate, string? department, string words)
    {
        await Sent(Export);
        var form = new Dictionary<string, string> { ["person"] = "Employee Number", ["subject"] = "Email", ["email"] = "Email", ["directorate"] = directorate, ["department"] = department ?? "" };
        if (field == "team") form["team"] = directorate;
        var answer = await world.Posts("p02", "/setup/import/columns", form);
        Assert.That(answer.Headers.Location!.ToString(), Does.StartWith("/setup/import/columns?refused="));
        var page = WebUtility.HtmlDecode(await (await world.Gets("p02", answer.Headers.Location!.ToString())).Content.ReadAsStringAsync());
        Assert.That(page, Does.Contain($"href=\"#column-{field}\"").And.Contain($"column-{field}-error").And.Contain(words));
        Assert.That(page, Does.Contain($"<option value=\"{directorate}\" selected"), "what was chosen is still chosen");
    }

    [Test]
    public async Task Columns_that_were_never_looked_at_are_held_to_the_same_rule()
    {
        var file = ExportFile.Read(Encoding.UTF8.GetBytes(Export), "x.csv");
        var request = new ExportReading(file, new() { Person = "Employee Number", Directorate = "Care", Team = "Care" }, null).For(Issuance.Given.Trust, "Trust");
        Assert.That(request.Unreadable.Single().What, Does.Contain("is already chosen for a level above"));
        await Sent(Export);
        var answer = await world.Posts("p02", "/setup/import/columns", new() { ["person"] = "Employee Number", ["subject"] = "Employee Number", ["team"] = "Place" });
        Assert.That(answer.Headers.Location!.ToString(), Is.EqualTo("/setup/import/preview"), "the staff number may be what somebody signs in with");
    }

    [Test]
    public async Task How_long_figures_are_kept_is_refused_with_both_bounds()
    {
        var answer = await world.Posts("p02", "/setup/settings/kept", new() { ["sort"] = "months", ["months"] = "1201" });
        Assert.That(await Page(answer), Does.Contain("from 36 to 1,200"));
    }

    [Test]
    public async Task An_unknown_shift_or_role_is_not_said_to_be_saved()
    {
        var before = await world.Trail();
        var shift = await world.Posts("p02", "/setup/shifts/up", new() { ["code"] = "nope" });
        Assert.That(await Page(shift), Does.Contain("nhsuk-error-summary").And.Not.Contain("It is saved"));
        var who = Uri.UnescapeDataString((await world.Posts("p02", "/setup/people", new() { ["text"] = "P03" })).Headers.Location!.ToString().Split("who=")[1]);
        var roles = await world.Posts("p02", "/setup/people/roles", new() { ["who"] = who, ["person"] = "P03", ["role"] = "emperor", ["seen"] = "" });
        Assert.That(await Page(roles), Does.Contain("nhsuk-error-summary").And.Contain("There is no such role"));
        Assert.That(await world.Trail(), Is.EqualTo(before));
    }

    [Test]
    public async Task What_is_looked_for_has_a_length()
    {
        var answer = await world.Posts("p02", "/setup/people", new() { ["text"] = new('x', 9_000) });
        Assert.That(answer.Headers.Location!.ToString(), Has.Length.LessThan(2_000));
        Assert.That(await Page(answer), Does.Contain("find-text-error").And.Contain("up to 255 characters"));
        Assert.That((await world.Posts("p02", "/setup/people", new() { ["text"] = new('x', 255) })).Headers.Location!.ToString(), Does.StartWith("/setup/people?who="));
    }

    [Test]
    public void A_column_that_is_there_twice_is_spoken_of_as_a_column_and_one_value_as_one()
    {
        var file = ExportFile.Read(Encoding.UTF8.GetBytes("Employee Number,Team,Team\n1\n"), "x.csv");
        Assert.That(file.Wrong.Select(line => $"{line.What} {line.Remedy}"), Has.Some.EqualTo("The column “Team” is there twice. Remove one of the two columns, or give it another name.").And.Some.Contains("The line has one value, not 3."));
    }

    private async Task Sent(string export)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(export));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(file, "people", "x.csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/setup/import") { Content = form, Headers = { { "Origin", world.Service.Address.GetLeftPart(UriPartial.Authority) } } };
        Assert.That((await world.Sends("p02", request)).Headers.Location!.ToString(), Is.EqualTo("/setup/import/columns"));
    }

    private async Task<string> Page(HttpResponseMessage answer) => WebUtility.HtmlDecode(await (await world.Gets("p02", answer.Headers.Location!.ToString().Split('#')[0])).Content.ReadAsStringAsync());
}
