using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests.Wallets;

/// <summary>A wallet moved to another phone by the code on the old one's screen, and everything that can go wrong on the way.</summary>
public sealed class MoveTests
{
    private Trust trust = null!;

    [SetUp]
    public async Task Open() => trust = await Trust.Open();

    [TearDown]
    public async Task Close() => await trust.DisposeAsync();

    [Test]
    public async Task A_wallet_moves_between_two_profiles_by_its_code_and_one_tap_is_counted_not_two()
    {
        await using var old = await Visitor.SignsIn(trust, Trust.Person(2));
        await old.Taps("Green"); // Tuesday's mark is to move, too
        await old.Page.IsAt("/tapped");
        var before = await BrowserStores.Passes(old.Page);
        var wednesday = before.Single(pass => DayPass(pass, "2026-11-25"));
        var puts = new List<IRequest>();
        var addresses = new List<string>();
        old.Page.Request += (_, request) => (request.Method == "PUT" ? puts.Add : (Action<IRequest>)(_ => { }))(request);

        var code = await ShowsCode(old);
        await Shot(old, "code");
        Assert.That(code, Does.StartWith($"{trust.Address}/move#code=").And.Length.EqualTo($"{trust.Address}/move#code=".Length + 48));
        await HoldsNothingReadable(before, puts);

        await using var fresh = await Visitor.Arrives(trust);
        fresh.Page.Request += (_, request) => addresses.Add(request.Url);
        await fresh.Opens(code);
        await Expect(fresh.Heading("Move to another phone")).ToBeVisibleAsync();
        Assert.That(fresh.Page.Url, Is.EqualTo($"{trust.Address}/move"), "the code leaves the address and the history at once");
        await Shot(fresh, "sign-in");
        await fresh.Page.Locator("[data-move-panel=sign-in-for-code] a").ClickAsync();
        await SignsInHere(fresh, Trust.Person(2));
        await Expect(fresh.Heading("Your passes are on this phone now")).ToBeVisibleAsync();
        await Shot(fresh, "arrived");
        Assert.That(addresses, Is.Not.Empty.And.All.Not.Contains(code[^48..]), "what is after the # is never sent");
        Assert.That(await fresh.Page.EvaluateAsync<int>("() => sessionStorage.length"), Is.Zero);

        await Expect(old.Heading("Your passes are on your other phone")).ToBeVisibleAsync();
        await Shot(old, "moved");
        var rows = await trust.Rows("select fate, forget_on from issuance.fetched_letter");
        TestContext.Out.WriteLine($"After it was fetched the mailbox holds {await trust.Scalar<long>("select count(*) from issuance.letter")} letters, and of its fate: {string.Join(' ', rows)}");
        Assert.That(await trust.Scalar<long>("select count(*) from issuance.letter"), Is.Zero);
        Assert.That(rows, Is.EqualTo(new[] { "(arrived,2026-12-08)" }));

        // One tap: Tuesday is done on the new phone, too; Wednesday counts once, also against a copy of the old phone's pass.
        await fresh.Opens("/tap");
        await Expect(fresh.Heading("You have already tapped for today")).ToBeVisibleAsync();
        trust.Time.Now = Trust.TuesdayAfternoon.AddDays(1);
        var waiting = await trust.Waiting();
        await fresh.Opens("/tap");
        await fresh.Taps("Amber");
        await fresh.Page.IsAt("/tapped");
        Assert.That(await trust.Waiting(), Is.EqualTo(waiting + 1));
        await old.Opens("/tap");
        await Expect(old.Send).ToBeHiddenAsync();
        await Expect(old.Page.Locator("#tap-none")).ToContainTextAsync("on your other phone");
        await Shot(old, "tap-moved");
        Assert.That(await SendsACopy(wednesday), Is.EqualTo(HttpStatusCode.NoContent), "counted, as the pass was before");
        Assert.That(await trust.Waiting(), Is.EqualTo(waiting + 1), "one tap, not two");
        Assert.That((await BrowserStores.Passes(old.Page)).Select(pass => pass.GetRawText()), Has.None.Contains("signature"));
    }

    [Test]
    public async Task A_code_is_no_use_to_another_person_nor_a_second_time()
    {
        await using var old = await Visitor.SignsIn(trust, Trust.Person(4));
        var code = await ShowsCode(old);
        await using var another = await Visitor.SignsIn(trust, Trust.Person(5));
        await another.Opens(code);
        await Expect(another.Heading("This code is another person's")).ToBeVisibleAsync();
        await Shot(another, "not-hers");
        Assert.That(await trust.Scalar<long>("select count(*) from issuance.letter"), Is.EqualTo(1), "nothing was fetched");

        var own = await old.Context.RunAndWaitForPageAsync(() => old.Page.EvaluateAsync("address => { open(address); }", code)); // her own phone
        await Expect(own.GetByRole(AriaRole.Heading, new() { Name = "This is the phone that they are on" })).ToBeVisibleAsync();

        await using var fresh = await Visitor.SignsIn(trust, Trust.Person(4));
        await fresh.Opens(code);
        await Expect(fresh.Heading("Your passes are on this phone now")).ToBeVisibleAsync();
        await using var third = await Visitor.SignsIn(trust, Trust.Person(4));
        await third.Opens(code);
        await Expect(third.Heading("This code is used up")).ToBeVisibleAsync();
        await Shot(third, "used-up");
        await third.Opens(code[..^1]); // a link that was not copied whole, pasted over the page's own address
        await Expect(third.Heading("This link is not whole")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_form_that_was_open_meanwhile_says_that_the_passes_are_on_their_way()
    {
        await using var old = await Visitor.SignsIn(trust, Trust.Person(16));
        await Expect(old.Send).ToBeVisibleAsync();
        var form = await old.Context.NewPageAsync();
        await form.GotoAsync("/tap");
        await form.GetByRole(AriaRole.Radio, new() { Name = "Green", Exact = true }).CheckAsync();
        await old.Page.BringToFrontAsync();
        await ShowsCode(old);
        await form.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Heading, new() { Name = "Your passes are on their way to another phone" })).ToBeVisibleAsync();
        Assert.That(await trust.Waiting(), Is.Zero);
    }

    [Test]
    public async Task After_ten_minutes_the_passes_are_where_they_were_and_the_mailbox_has_forgotten()
    {
        await using var old = await Visitor.SignsIn(trust, Trust.Person(6));
        var code = await ShowsCode(old);
        trust.Time.Now = Trust.TuesdayAfternoon.AddMinutes(10);
        await Expect(old.Heading("Your passes are still on this phone")).ToBeVisibleAsync();
        await Shot(old, "run-out");
        await trust.EmptyMailbox();
        Assert.That(await trust.Scalar<long>("select count(*) from issuance.letter"), Is.Zero);
        await using var fresh = await Visitor.SignsIn(trust, Trust.Person(6));
        await fresh.Opens(code);
        await Expect(fresh.Heading("This code is used up")).ToBeVisibleAsync();
        await old.Opens("/tap");
        await old.Taps("Amber");
        await old.Page.IsAt("/tapped");
    }

    [Test]
    public async Task A_page_that_was_closed_while_it_showed_the_code_finds_its_passes_again()
    {
        await using var old = await Visitor.SignsIn(trust, Trust.Person(8));
        var code = await ShowsCode(old);
        await old.Opens("/tap");
        await Expect(old.Page.Locator("#tap-none")).ToContainTextAsync("on their way to another phone");
        await Shot(old, "tap-moving");
        await old.Opens("/move");
        await Expect(old.Page.Locator("#move-qr")).ToBeVisibleAsync();
        Assert.That(await QrReader.Read(old.Page.Locator("#move-qr")), Is.EqualTo(code), "the same code again");
        await old.Page.GetByRole(AriaRole.Button, new() { Name = "Keep my passes on this phone" }).ClickAsync();
        await Expect(old.Page.GetByRole(AriaRole.Button, new() { Name = "Show the code" })).ToBeVisibleAsync();
        await using var fresh = await Visitor.SignsIn(trust, Trust.Person(8));
        await fresh.Opens(code);
        await Expect(fresh.Heading("This code is used up")).ToBeVisibleAsync();
        await old.Opens("/tap");
        await Expect(old.Send).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_letter_whose_answer_was_lost_leaves_the_passes_on_the_old_phone()
    {
        await using var old = await Visitor.SignsIn(trust, Trust.Person(10));
        var code = await ShowsCode(old);
        await using var fresh = await Visitor.SignsIn(trust, Trust.Person(10));
        await fresh.Page.RouteAsync("**/fetch", async route =>
        {
            await route.FetchAsync(); // it reaches the service, and the answer gets lost
            await route.AbortAsync();
        });
        await fresh.Opens(code);
        await Expect(fresh.Heading("There was no answer")).ToBeVisibleAsync();
        await Shot(fresh, "no-answer");
        await Expect(old.Heading("The other phone is taking your passes over")).ToBeVisibleAsync();
        await Shot(old, "fetched");
        await fresh.Page.UnrouteAsync("**/fetch");
        await fresh.Page.GetByText("Try again", new() { Exact = true }).ClickAsync();
        await Expect(fresh.Heading("This code is used up")).ToBeVisibleAsync();
        await old.Page.Locator("#move-call-off-fetched").ClickAsync();
        await Expect(old.Page.GetByRole(AriaRole.Button, new() { Name = "Show the code" })).ToBeVisibleAsync();
        await old.Opens("/tap");
        await old.Taps("Red");
        await old.Page.IsAt("/tapped");
    }

    [Test]
    public async Task A_new_phone_that_was_cut_off_before_it_confirmed_does_so_later_unless_the_passes_were_kept()
    {
        foreach (var kept in new[] { false, true })
        {
            var subject = Trust.Person(kept ? 12 : 14);
            await using var old = await Visitor.SignsIn(trust, subject);
            var code = await ShowsCode(old);
            await using var fresh = await Visitor.SignsIn(trust, subject);
            await fresh.Page.RouteAsync("**/arrived", route => route.AbortAsync());
            await fresh.Opens(code);
            await Expect(fresh.Heading("There was no answer")).ToBeVisibleAsync();
            await Expect(old.Heading("The other phone is taking your passes over")).ToBeVisibleAsync();
            if (kept)
            {
                await old.Page.Locator("#move-call-off-fetched").ClickAsync();
                await Expect(old.Page.GetByRole(AriaRole.Button, new() { Name = "Show the code" })).ToBeVisibleAsync();
            }

            await fresh.Page.UnrouteAsync("**/arrived");
            await fresh.Opens("/tap");
            if (!kept) await Expect(fresh.Send).ToBeVisibleAsync();
            await old.Opens("/tap");
            if (kept) await Expect(old.Send).ToBeVisibleAsync();
            await Expect((kept ? fresh : old).Page.Locator("#tap-none")).ToBeVisibleAsync();
            await Expect((kept ? fresh : old).Send).ToBeHiddenAsync();
        }
    }

    private static bool DayPass(JsonElement pass, string date) => pass.GetProperty("kind").GetString() == "day" && pass.GetProperty("date").GetString() == date;

    private async Task HoldsNothingReadable(IReadOnlyList<JsonElement> wallet, IReadOnlyList<IRequest> puts)
    {
        var held = await trust.Rows("select ods, octet_length(id) as name, octet_length(sealed) as length, forget_after from issuance.letter");
        var sealedHex = await trust.Scalar<string>("select encode(sealed, 'hex') from issuance.letter");
        TestContext.Out.WriteLine($"The mailbox holds (ods, bytes of its name, bytes of the letter, forgotten at): {string.Join(' ', held)}");
        TestContext.Out.WriteLine($"The letter begins {sealedHex[..64]}… and has {Entropy(Convert.FromHexString(sealedHex)):0.000} bits a byte");
        Assert.That(held, Is.EqualTo(new[] { "(RY5,32,32796,\"2026-11-24 15:20:00+00\")" }).Or.EqualTo(new[] { "(RY5,32,32796,\"2026-11-24 16:20:00+01\")" }));
        var letter = System.Text.Encoding.Latin1.GetString(Convert.FromHexString(sealedHex));
        var secrets = wallet.SelectMany(pass => pass.EnumerateObject()).Where(member => member.Value.ValueKind == JsonValueKind.String).Select(member => member.Value.GetString()!.Replace("bytes:", "", StringComparison.Ordinal));
        foreach (var secret in secrets.Append("ward-1").Append("Ward 1"))
        {
            Assert.That(letter, Does.Not.Contain(secret), "in plain text");
            if (secret.Length > 40) Assert.That(letter, Does.Not.Contain(System.Text.Encoding.Latin1.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(secret))), "as bytes");
        }

        Assert.That(puts, Has.Count.EqualTo(1));
        Assert.That(puts[0].PostDataBuffer, Is.EqualTo(Convert.FromHexString(sealedHex)), "what the table holds is what was sent: nobody could have opened it in between");
    }

    private static double Entropy(byte[] bytes) => -bytes.GroupBy(one => one).Select(group => (double)group.Count() / bytes.Length).Sum(share => share * Math.Log2(share));

    private static async Task<string> ShowsCode(Visitor old)
    {
        await Expect(old.Send.Or(old.Heading("Thank you"))).ToBeVisibleAsync(); // her passes are there
        await old.Opens("/move");
        await Shot(old, "start");
        await old.Page.GetByRole(AriaRole.Button, new() { Name = "Show the code" }).ClickAsync();
        await Expect(old.Heading("Open this code with your other phone")).ToBeVisibleAsync();
        var code = await QrReader.Read(old.Page.Locator("#move-qr"));
        Assert.That(code, Is.EqualTo(await old.Page.Locator("#move-link").InputValueAsync()));
        return code!;
    }

    private static async Task SignsInHere(Visitor visitor, string subject)
    {
        await visitor.Page.GetByLabel("Sign-in identity").FillAsync(subject);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private async Task<HttpStatusCode> SendsACopy(JsonElement pass)
    {
        using var http = new HttpClient { BaseAddress = new Uri(trust.Address) };
        string Bytes(string name) => pass.GetProperty(name).GetString()!["bytes:".Length..];
        var tap = new { pass = new { keyId = pass.GetProperty("keyId").GetString(), message = Bytes("message"), signature = Bytes("signature") }, unit = "ward-1", shift = "early", mood = "red" };
        using var answer = await http.PostAsJsonAsync("/api/v1/RY5/ratings", tap);
        return answer.StatusCode;
    }

    private static Task Shot(Visitor visitor, string state) => Shots.Take(visitor, $"move-{state}");
}
