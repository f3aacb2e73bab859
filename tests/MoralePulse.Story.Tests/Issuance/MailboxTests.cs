using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Issuance.Mailbox;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Issuance;

/// <summary>The mailbox that carries a wallet to another phone: once, for ten minutes, for the same person, and with one verdict on who has the passes.</summary>
[TestFixture]
internal sealed class MailboxTests
{
    private IssuanceWorld world = null!;
    private string anna = null!;
    private string ben = null!;

    [SetUp]
    public async Task Create()
    {
        world = await IssuanceWorld.Create();
        (anna, ben) = (await Cookie("p01"), await Cookie("p02"));
    }

    [TearDown]
    public async Task Drop() => await world.DisposeAsync();

    [Test]
    public async Task A_letter_is_fetched_once_by_the_person_who_put_it_in_and_by_nobody_else()
    {
        var (name, letter) = (Name(), Letter());
        Assert.That(await Put(name, letter, anna), Is.EqualTo("204"));
        Assert.That(await Put(name, letter, anna), Is.EqualTo("204"), "an answer that was lost is asked for again");
        Assert.That(await Ask(HttpMethod.Post, name + "/fetch", ben), Is.EqualTo("404 no-letter"), "who has seen the code and signs in as herself");
        Assert.That(await Ask(HttpMethod.Post, name + "/fetch", null), Is.EqualTo("401 sign-in-first"));
        using var fetched = await Send(HttpMethod.Post, name + "/fetch", anna);
        Assert.That(await fetched.Content.ReadAsByteArrayAsync(), Is.EqualTo(letter));
        Assert.That(fetched.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(await Ask(HttpMethod.Post, name + "/fetch", anna), Is.EqualTo("404 no-letter"));
        Assert.That(await Put(name, letter, anna), Is.EqualTo("409 letter-name-used"));
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.letter"), Is.Zero);
    }

    [Test]
    public async Task It_is_forgotten_after_ten_minutes_by_the_servers_clock_and_the_row_with_it()
    {
        var name = Name();
        await Put(name, Letter(), anna);
        world.Time.Now = Given.Tuesday.AddMinutes(9).AddSeconds(59);
        Assert.That(await State(name, anna), Is.EqualTo("waiting"));
        Assert.That(await world.Database.Scalar<DateTime>("select forget_after from issuance.letter"), Is.EqualTo(Given.Tuesday.AddMinutes(10).UtcDateTime));

        world.Time.Now = Given.Tuesday.AddMinutes(10);
        Assert.That(await State(name, anna), Is.EqualTo("over"));
        Assert.That(await Ask(HttpMethod.Post, name + "/fetch", anna), Is.EqualTo("404 no-letter"), "also before anybody has tidied up");
        await world.Service.Services.GetRequiredService<Mailbox>().Forget(CancellationToken.None);
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.letter"), Is.Zero);
    }

    [Test]
    public async Task The_minute_it_was_put_in_is_as_fine_as_its_time_gets()
    {
        world.Time.Now = Given.Tuesday.AddSeconds(47).AddMilliseconds(123);
        await Put(Name(), Letter(), anna);
        Assert.That(await world.Database.Scalar<DateTime>("select forget_after from issuance.letter"), Is.EqualTo(Given.Tuesday.AddMinutes(10).UtcDateTime));
    }

    [Test]
    public async Task Who_has_the_passes_is_decided_once_whoever_comes_first()
    {
        var moved = Name();
        await Put(moved, Letter(), anna);
        await Send(HttpMethod.Post, moved + "/fetch", anna);
        Assert.That(await State(moved, anna), Is.EqualTo("fetched"));
        Assert.That(await Ask(HttpMethod.Post, moved + "/arrived", anna), Is.EqualTo("204"));
        Assert.That(await Ask(HttpMethod.Post, moved + "/arrived", anna), Is.EqualTo("204"), "said again after a lost answer");
        Assert.That(await Ask(HttpMethod.Delete, moved, anna), Is.EqualTo("409 has-arrived"));

        var kept = Name();
        await Put(kept, Letter(), anna);
        await Send(HttpMethod.Post, kept + "/fetch", anna);
        Assert.That(await Ask(HttpMethod.Delete, kept, anna), Is.EqualTo("204"));
        Assert.That(await Ask(HttpMethod.Post, kept + "/arrived", anna), Is.EqualTo("409 called-off"));
        Assert.That(await State(kept, anna), Is.EqualTo("called-off"));

        var neverFetched = Name();
        await Put(neverFetched, Letter(), anna);
        Assert.That(await Ask(HttpMethod.Post, neverFetched + "/arrived", anna), Is.EqualTo("409 called-off"), "nothing arrives that was not fetched");
        Assert.That(await Ask(HttpMethod.Delete, neverFetched, anna), Is.EqualTo("204"));
        Assert.That(await Ask(HttpMethod.Post, neverFetched + "/fetch", anna), Is.EqualTo("404 no-letter"));
    }

    [Test]
    public async Task The_verdict_holds_for_two_weeks_by_when_every_pass_has_closed()
    {
        var name = Name();
        await Put(name, Letter(), anna);
        await Send(HttpMethod.Post, name + "/fetch", anna);
        await Ask(HttpMethod.Post, name + "/arrived", anna);
        var mailbox = world.Service.Services.GetRequiredService<Mailbox>();
        world.Time.Now = Given.Tuesday.AddDays(14);
        await mailbox.Forget(CancellationToken.None);
        Assert.That(await world.Database.Rows("select fate, forget_on from issuance.fetched_letter"), Is.EqualTo(new[] { "(arrived,2026-12-08)" }));
        world.Time.Now = Given.Tuesday.AddDays(15);
        await mailbox.Forget(CancellationToken.None);
        Assert.That(await world.Database.Rows("select * from issuance.fetched_letter"), Is.Empty);
    }

    [Test]
    public async Task Two_phones_that_decide_at_the_same_moment_never_both_win()
    {
        for (var i = 0; i < 10; i++)
        {
            var name = Name();
            await Put(name, Letter(), anna);
            await Send(HttpMethod.Post, name + "/fetch", anna);
            var answers = await Task.WhenAll(Ask(HttpMethod.Post, name + "/arrived", anna), Ask(HttpMethod.Delete, name, anna));
            Assert.That(answers, Is.EqualTo(new[] { "204", "409 has-arrived" }).Or.EqualTo(new[] { "409 called-off", "204" }));
        }
    }

    [Test]
    public async Task What_is_no_letter_is_refused()
    {
        Assert.That(await Put(Name(), RandomNumberGenerator.GetBytes(Mailbox.LetterSize - 1), anna), Is.EqualTo("413 too-large"));
        Assert.That(await Put(Name(), RandomNumberGenerator.GetBytes(Mailbox.LetterSize + 1), anna), Is.EqualTo("413 too-large"));
        Assert.That(await Put("short", Letter(), anna), Is.EqualTo("400 malformed"));
        Assert.That(await Put(Name(), Letter(), anna, "application/json"), Is.EqualTo("415 not-bytes"));
        Assert.That(await Put(Name(), Letter(), null), Is.EqualTo("401 sign-in-first"));
        Assert.That(await Put(Name(), Letter(), anna, origin: "https://elsewhere.example"), Is.EqualTo("403 other-origin"));
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.letter"), Is.Zero);
    }

    [Test]
    public async Task One_person_can_not_fill_it_nor_can_one_organisation_for_the_others()
    {
        for (var i = 0; i < 20; i++) Assert.That(await Put(Name(), Letter(), anna), Is.EqualTo("204"));
        Assert.That(await Put(Name(), Letter(), anna), Is.EqualTo("429 too-many-moves"));
        Assert.That(await Put(Name(), Letter(), ben), Is.EqualTo("204"));
        await world.Database.Execute($"insert into issuance.letter select sha256(n::text::bytea), 'RY5', decode(repeat('00', {Mailbox.LetterSize}), 'hex'), '{Given.Tuesday.AddMinutes(10):O}' from generate_series(1, {Mailbox.MostLetters}) n");
        Assert.That(await Put(Name(), Letter(), ben), Is.EqualTo("503 mailbox-full"));
        world.Time.Now = Given.Tuesday.AddMinutes(10);
        Assert.That(await Put(Name(), Letter(), ben), Is.EqualTo("204"), "what is over does not count, tidied up or not");
    }

    [Test]
    public async Task What_is_kept_names_no_person_and_is_as_long_for_everybody()
    {
        foreach (var cookie in new[] { anna, ben }) await Put(Name(), Letter(), cookie);
        Assert.That(
            await world.Database.Rows("select column_name from information_schema.columns where table_schema = 'issuance' and table_name = 'letter' order by 1"),
            Is.EqualTo(new[] { "(forget_after)", "(id)", "(ods)", "(sealed)" }));
        Assert.That(await world.Database.Rows("select distinct ods, octet_length(sealed) from issuance.letter"), Is.EqualTo(new[] { $"(RY5,{Mailbox.LetterSize})" }));
        Assert.That(await world.Database.Scalar<string>("select relpersistence::text from pg_class where oid = 'issuance.letter'::regclass"), Is.EqualTo("u"), "in no write-ahead log and no backup");
    }

    private static string Name() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static byte[] Letter() => RandomNumberGenerator.GetBytes(Mailbox.LetterSize);

    private async Task<string> Put(string name, byte[] letter, string? cookie, string type = "application/octet-stream", string? origin = null)
    {
        using var content = new ByteArrayContent(letter) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        return await Told(await Send(HttpMethod.Put, name, cookie, content, origin));
    }

    private async Task<string> State(string name, string cookie)
    {
        using var answer = await Send(HttpMethod.Get, name, cookie);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("state").GetString()!;
    }

    private async Task<string> Ask(HttpMethod method, string name, string? cookie) => await Told(await Send(method, name, cookie));

    private static async Task<string> Told(HttpResponseMessage answer)
    {
        using (answer)
        {
            var body = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode ? $"{(int)answer.StatusCode}" : $"{(int)answer.StatusCode} {JsonDocument.Parse(body).RootElement.GetProperty("type").GetString()!.Split('/')[^1]}";
        }
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? cookie, HttpContent? content = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/mailbox/" + path) { Content = content };
        if (method != HttpMethod.Get) request.Headers.Add("Origin", origin ?? world.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await world.Http.SendAsync(request);
    }

    private async Task<string> Cookie(string subject)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["ods"] = "RY5", ["subject"] = subject }) };
        request.Headers.Add("Origin", world.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await world.Http.SendAsync(request);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }
}
