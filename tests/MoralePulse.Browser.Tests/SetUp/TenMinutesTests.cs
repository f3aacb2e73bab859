using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MoralePulse.Harness;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests.SetUp;

/// <summary>From a service without an organisation to a first tap, by hand, with an export of 2,000 lines as one gets it. Each step and its time is printed.</summary>
public sealed partial class TenMinutesTests
{
    private const string Code = "7K2PM-QX4TD-9RWHC-5VNBA";

    private readonly MessyExport export = MessyExport.Draw(seed: 1948);
    private readonly Stopwatch clock = new();
    private Trust trust = null!;
    private Visitor administrator = null!;

    private IPage Page => administrator.Page;

    [SetUp]
    public async Task Open()
    {
        trust = await Trust.Empty(Code);
        administrator = await Visitor.Arrives(trust, Visitor.Desktop);
    }

    [TearDown]
    public async Task Close()
    {
        await administrator.DisposeAsync();
        await trust.DisposeAsync();
    }

    [Test]
    public async Task From_nothing_to_a_first_tap()
    {
        clock.Start();
        await FirstAdministrator();
        await Step("an organisation and its first administrator, by the code from the machine");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Import people" }).ClickAsync();
        await Sends("export.csv", export.Messy);
        await Page.GetByLabel("Team", new() { Exact = true }).SelectOptionAsync("Org L4"); // guessed: the deepest that differs, which few lines have
        await Page.GetByRole(AriaRole.Button, new() { Name = "See what would change" }).ClickAsync();
        await Expect(administrator.Heading("What the import would change")).ToBeVisibleAsync();
        await Page.HasLoaded();
        var named = await Page.Locator("#wrong-lines tbody th").AllInnerTextsAsync();
        Assert.That(named.Select(text => int.Parse(LineNumber().Match(text).Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Order(), Is.EqualTo(export.WrongLines), "every wrong line, and no other");
        Assert.That(await trust.Scalar<long>("select count(*) from issuance.person"), Is.EqualTo(1), "nothing half-done");
        await Picture("wrong-lines");
        await Step($"the messy export sent, columns corrected, all {export.WrongLines.Count} wrong lines of {MessyExport.LineCount} named");

        await Page.GetByRole(AriaRole.Link, new() { Name = "send it again" }).ClickAsync();
        await Sends("export.csv", export.Corrected);
        await Page.GetByLabel("Team", new() { Exact = true }).SelectOptionAsync("Org L4");
        await Page.GetByRole(AriaRole.Button, new() { Name = "See what would change" }).ClickAsync();
        await Expect(Page.Locator("#plan")).ToContainTextAsync("1,998"); // she is there already
        await Picture("preview");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Expect(administrator.Heading("Set up")).ToBeVisibleAsync();
        Assert.That(await trust.Scalar<long>("select count(*) from issuance.person where not removed"), Is.EqualTo(export.People));
        Assert.That(await trust.Scalar<long>("select count(*) from issuance.import_draft"), Is.Zero);
        await Step("the corrected file looked at and imported");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Check the shifts" }).ClickAsync();
        await Page.GetByText("Change Late").ClickAsync();
        await Page.Locator("form:has(input[value=late]) input[name=starts]").FillAsync("14.00");
        await Page.Locator("form[action='/setup/shifts/change']:has(input[value=late]) button").ClickAsync();
        await Expect(Page.GetByText("from 2:00pm to 9:30pm")).ToBeVisibleAsync();
        await Back();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Read the release parameters" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "I have read them" }).ClickAsync();
        await Back();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Set contacts" }).ClickAsync();
        await Page.GetByLabel("E-mail address or telephone number").FillAsync("directory@seaside.example.nhs.uk");
        await Page.GetByLabel("What it is").First.FillAsync("Staff support");
        await Page.GetByLabel("Telephone number, e-mail address or web address").First.FillAsync("01632 960 123");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save contacts" }).ClickAsync();
        await Back();
        await Step("shifts, release parameters and contacts");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Open the organisation" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Open it" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Tick that you have looked");
        await Page.GetByLabel("I have looked at this").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Open it" }).ClickAsync(new() { Timeout = 60_000 }); // a fortnight's keys are made
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("It is open");
        await Back();
        await Expect(Page.Locator("#steps").GetByText("To do")).ToHaveCountAsync(0);
        await Step("opened");

        await using var nurse = await Visitor.SignsIn(trust, export.SomebodysIdentity);
        await nurse.Taps("Green");
        await nurse.Page.IsAt("/tapped");
        await Expect(nurse.Page.GetByText("Staff support: 01632 960 123")).ToBeVisibleAsync();
        Assert.That(await trust.Waiting(), Is.EqualTo(1));
        await Step("a member of staff signs in and taps: counted once");

        await administrator.Opens("/setup/audit");
        Assert.That(await Page.Locator("#rows tbody td:nth-child(4)").AllInnerTextsAsync(), Is.EqualTo(new[]
        {
            "Organisation opened", "Contacts", "Looked at: release parameters", "Shift: late", "Import", "Roles of a person: " + MessyExport.Administrator, "Import", "Organisation made",
        }));
    }

    private async Task FirstAdministrator()
    {
        await administrator.Opens("/");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Set up the first one by hand" }).ClickAsync();
        await Page.GetByLabel("Set-up code").FillAsync(Code.ToLowerInvariant());
        await Page.GetByLabel("ODS code").FillAsync("RY5!");
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Seaside Care NHS Trust");
        await Page.GetByLabel("Your staff number").FillAsync(MessyExport.Administrator);
        await Page.GetByLabel("Your sign-in identity").FillAsync($"person.{MessyExport.Administrator}@seaside.example.nhs.uk");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Make the organisation" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter the ODS code");
        await Expect(Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Seaside Care NHS Trust");
        await Expect(Page.GetByLabel("Set-up code")).ToHaveValueAsync("");
        await Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(Page.GetByLabel("ODS code")).ToBeFocusedAsync();
        await Page.GetByLabel("Set-up code").FillAsync(Code);
        await Page.GetByLabel("ODS code").FillAsync("ry5");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Make the organisation" }).ClickAsync();
        await Page.Locator("#sign-in-subject").FillAsync($"person.{MessyExport.Administrator}@seaside.example.nhs.uk");
        await Page.Locator("form:has(#sign-in-subject) button[type=submit]").ClickAsync();
        await Expect(administrator.Heading("Set up")).ToBeVisibleAsync();
    }

    private async Task Sends(string name, byte[] file)
    {
        await Page.GetByLabel("Export of people, or people.csv").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = file });
        await Page.GetByRole(AriaRole.Button, new() { Name = "Send the file" }).ClickAsync();
        await Expect(administrator.Heading("Which column is which?")).ToBeVisibleAsync();
    }

    private Task Back() => Page.Locator(".mp-back a").ClickAsync();

    // To be looked at, and to be found nothing wrong with: at the width of a phone, too.
    private async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("MORALEPULSE_PICTURES") is not { Length: > 0 } folder) return;
        System.IO.Directory.CreateDirectory(folder);
        foreach (var (width, height) in new[] { Visitor.Phone, Visitor.Desktop })
        {
            await Page.SetViewportSizeAsync(width, height);
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"set-up-{name}-{width}.png") });
        }
    }

    private Task Step(string what)
    {
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds,6:0.0} s  {what}"));
        return Task.CompletedTask;
    }

    [GeneratedRegex("line ([0-9]+)$")]
    private static partial Regex LineNumber();
}
