using System.Buffers.Text;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MoralePulse.Device;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Issuance.Import;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Issuance;

internal sealed class PassTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly DateTime Local = new(2026, 11, 24, 10, 0, 0);

    private IssuanceWorld world = null!;
    private IReadOnlyList<PassKey> keys = [];

    [OneTimeSetUp]
    public async Task Create()
    {
        world = await IssuanceWorld.Create();
        keys = await new PhoneClient(world.Http, new PassWallet()).Keys(Given.Trust);
    }

    [OneTimeTearDown]
    public async Task Drop() => await world.DisposeAsync();

    private PassKey Day(int from = 0) => keys.Single(key => key.Kind == PassKind.Day && key.Date.Value == Today.AddDays(from));

    [Test]
    public async Task A_person_collects_yesterday_and_the_rest_of_the_week_and_its_week_pass()
    {
        var phone = await world.Phone("p01");
        Assert.That(await phone.Collect(keys, Local), Is.EqualTo(8), "every signature was verified on the way");
        Assert.That(phone.Wallet.Unsent.Select(date => date.Value), Is.EqualTo(Enumerable.Range(-1, 7).Select(day => Today.AddDays(day))));
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.collected where person = 'P01'"), Is.EqualTo(8));
    }

    [Test]
    public async Task The_same_messages_again_get_the_same_signatures()
    {
        var phone = await world.Phone("p02");
        var messages = phone.Wallet.Blind([Day(), Day(1)]);
        var first = await (await phone.Ask(messages)).Content.ReadFromJsonAsync<PassesReceived>();
        var again = await (await phone.Ask(messages)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<PassesReceived>();
        Assert.That(again!.Signatures, Is.EqualTo(first!.Signatures));
        Assert.That(first.Signatures.Select(one => one.KeyId), Is.EqualTo(messages.Select(one => one.KeyId)), "in the order of the request");
    }

    [Test]
    public async Task Another_message_for_an_issued_key_is_refused_with_its_id_and_the_rest_waits()
    {
        var phone = await world.Phone("p03");
        (await phone.Ask(phone.Wallet.Blind([Day()]))).EnsureSuccessStatusCode();
        var second = await world.Phone("p03");
        var answer = await second.Ask(second.Wallet.Blind([Day(), Day(1)]));
        Assert.That(await Problem(answer), Is.EqualTo("409 /problems/issued-before " + Day().Id));
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.collected where person = 'P03'"), Is.EqualTo(1), "all or nothing");
        (await second.Ask(second.Wallet.Blind([Day(1)]))).EnsureSuccessStatusCode();
    }

    [Test]
    public async Task A_second_device_gets_no_second_pass()
    {
        await (await world.Phone("p04")).Collect(keys, Local);
        var second = await world.Phone("p04");
        Assert.That(await second.Collect(keys, Local), Is.Zero);
        Assert.That(second.Wallet.Unsent, Is.Empty);
    }

    [Test]
    public async Task A_removed_person_gets_nothing_and_nothing_anew_when_she_comes_back()
    {
        var phone = await world.Phone("p05");
        (await phone.Ask(phone.Wallet.Blind([Day()]))).EnsureSuccessStatusCode();
        await world.Import(Given.Request(people: [.. Given.People().Where(person => person.Person != "P05")]));
        Assert.That(await Problem(await phone.Ask(phone.Wallet.Blind([Day(1)]))), Is.EqualTo("403 /problems/not-in-directory "));
        await world.Import(Given.Request());
        var back = await world.Phone("p05");
        Assert.That(await Problem(await back.Ask(back.Wallet.Blind([Day()]))), Is.EqualTo("409 /problems/issued-before " + Day().Id));
    }

    [Test]
    public async Task Unknown_destroyed_and_other_organisations_keys_are_gone()
    {
        var elsewhere = Ods.Parse("RX1");
        await Given.Imported(world.Database, Given.Request(ods: elsewhere), world.Time);
        await world.Upkeep(elsewhere);
        var theirs = await world.Key(PassKind.Day, Today, elsewhere);
        var unknown = PassKeyId.FromBytes(new byte[32]);
        await world.Database.Execute($"delete from issuance.private_key where key_id = decode('{Convert.ToHexString(Day(9).Id.ToBytes())}', 'hex')");

        var phone = await world.Phone("p06");
        var messages = phone.Wallet.Blind([Day(), Day(9), theirs]).Append(new(unknown.ToString(), Message(5))).ToList();
        var expected = new[] { Day(9).Id.ToString(), theirs.Id.ToString(), unknown.ToString() }.Order(StringComparer.Ordinal);
        Assert.That(await Problem(await phone.Ask(messages)), Is.EqualTo("410 /problems/key-gone " + string.Join(' ', expected)));
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.collected where person = 'P06'"), Is.Zero);
    }

    [Test]
    public async Task A_key_whose_time_is_over_signs_nothing_even_before_it_is_destroyed()
    {
        await using var late = await IssuanceWorld.Create();
        var phone = await late.Phone("p01");
        var yesterday = await late.Key(PassKind.Day, Today.AddDays(-1));
        late.Time.Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        Assert.That(await Problem(await phone.Ask(phone.Wallet.Blind([yesterday]))), Is.EqualTo("410 /problems/key-gone " + yesterday.Id));
    }

    [TestCase("0")]
    [TestCase("1")]
    [TestCase("n-1")]
    [TestCase("n")]
    [TestCase("n+1")]
    [TestCase("max")]
    public async Task A_message_that_no_blinding_yields_is_refused(string which)
    {
        using var rsa = System.Security.Cryptography.RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Day().Spki.Span, out _);
        var n = new Org.BouncyCastle.Math.BigInteger(1, rsa.ExportParameters(false).Modulus);
        var one = Org.BouncyCastle.Math.BigInteger.One;
        var value = which switch { "0" => one.Subtract(one), "1" => one, "n-1" => n.Subtract(one), "n" => n, "n+1" => n.Add(one), _ => one.ShiftLeft(2048).Subtract(one) };
        var phone = await world.Phone("p07");
        var message = Base64Url.EncodeToString(Org.BouncyCastle.Utilities.BigIntegers.AsUnsignedByteArray(256, value));
        Assert.That(await Problem(await phone.Ask([new(Day().Id.ToString(), message)])), Is.EqualTo("400 /problems/not-blinded " + Day().Id));
    }

    [Test]
    public async Task A_message_that_another_person_already_has_is_refused()
    {
        var (phone, other) = (await world.Phone("p08"), await world.Phone("p09"));
        var messages = phone.Wallet.Blind([Day()]);
        (await phone.Ask(messages)).EnsureSuccessStatusCode();
        Assert.That(await Problem(await other.Ask(messages)), Is.EqualTo("400 /problems/message-in-use " + Day().Id));
        (await other.Ask(other.Wallet.Blind([Day()]))).EnsureSuccessStatusCode();
    }

    private static IEnumerable<TestCaseData> Malformed()
    {
        var (id, message) = (Base64Url.EncodeToString(new byte[32]), Message(3));
        string One(string key, string text) => $$"""{"keyId":"{{key}}","message":"{{text}}"}""";
        string Body(params string[] all) => $$"""{"blinded":[{{string.Join(',', all)}}]}""";
        yield return new TestCaseData("{}").SetArgDisplayNames("nothing");
        yield return new TestCaseData("").SetArgDisplayNames("no body");
        yield return new TestCaseData("[]").SetArgDisplayNames("no object");
        yield return new TestCaseData(Body()).SetArgDisplayNames("no message");
        yield return new TestCaseData("""{"blinded":null}""").SetArgDisplayNames("null");
        yield return new TestCaseData("""{"blinded":[null]}""").SetArgDisplayNames("a null message");
        yield return new TestCaseData(Body(One(id, Base64Url.EncodeToString(new byte[255])))).SetArgDisplayNames("a short message");
        yield return new TestCaseData(Body(One(id, Base64Url.EncodeToString(new byte[257])))).SetArgDisplayNames("a long message");
        yield return new TestCaseData(Body(One(id, message + "="))).SetArgDisplayNames("padding");
        yield return new TestCaseData(Body(One("x", message))).SetArgDisplayNames("a short key id");
        yield return new TestCaseData(Body(One(id, message), One(id, Message(4)))).SetArgDisplayNames("a key twice");
        yield return new TestCaseData(Body(One(id, message), One(Base64Url.EncodeToString(Enumerable.Repeat((byte)1, 32).ToArray()), message))).SetArgDisplayNames("a message twice");
        yield return new TestCaseData(Body([.. Enumerable.Range(1, 33).Select(n => One(Base64Url.EncodeToString(Enumerable.Repeat((byte)n, 32).ToArray()), Message((byte)n)))])).SetArgDisplayNames("33 messages");
        yield return new TestCaseData($$"""{"blinded":[{{One(id, message)}}],"person":"P11"}""").SetArgDisplayNames("an unknown member");
        yield return new TestCaseData($$"""{"blinded":[],"blinded":[{{One(id, message)}}]}""").SetArgDisplayNames("a member twice");
        yield return new TestCaseData($$"""{"Blinded":[{{One(id, message)}}]}""").SetArgDisplayNames("another capital");
    }

    [TestCaseSource(nameof(Malformed))]
    public async Task What_the_contract_does_not_have_is_refused(string body) =>
        Assert.That(await Problem(await Post(body, await Cookie("p10"))), Is.EqualTo("400 /problems/malformed "));

    [Test]
    public async Task Only_our_own_pages_and_signed_in_people_may_ask()
    {
        var cookie = await Cookie("p10");
        Assert.That(await Problem(await Post("{}", null)), Is.EqualTo("401 /problems/sign-in-first "));
        Assert.That(await Problem(await Post("{}", cookie, origin: null)), Is.EqualTo("403 /problems/other-origin "));
        Assert.That(await Problem(await Post("{}", cookie, origin: "https://elsewhere.example")), Is.EqualTo("403 /problems/other-origin "));
        Assert.That(await Problem(await Post("{}", cookie, origin: "null")), Is.EqualTo("403 /problems/other-origin "));
        Assert.That((int)(await Post("{}", cookie, type: "text/plain")).StatusCode, Is.EqualTo(415));
        Assert.That(await Problem(await Post(new string(' ', 25_000), cookie)), Is.EqualTo("413 /problems/too-large "));
    }

    [Test]
    public async Task Of_many_devices_at_once_one_gets_each_pass()
    {
        var phones = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.Phone("p12")));
        var answers = await Task.WhenAll(phones.Select(phone => phone.Ask(phone.Wallet.Blind([Day(), Day(1), Day(2)]))));
        Assert.That(answers.Count(answer => answer.IsSuccessStatusCode), Is.EqualTo(1));
        Assert.That(answers.Count(answer => (int)answer.StatusCode is 409 or 429), Is.EqualTo(5));
    }

    [Test]
    public async Task While_one_request_of_a_person_is_at_work_her_others_are_sent_away_and_a_colleagues_is_not()
    {
        var (phone, colleague) = (await world.Phone("p13"), await world.Phone("p15"));
        var messages = phone.Wallet.Blind([Day(), Day(1), Day(2)]);
        Task<HttpResponseMessage> first, theirs;
        await using (await Held())
        {
            var repeats = Enumerable.Range(0, 30).Select(_ => phone.Ask(messages)).ToList();
            theirs = colleague.Ask(colleague.Wallet.Blind([Day()]));
            for (var sentAway = 0; sentAway < 29; sentAway++)
            {
                // Nothing is signed while the table is held, so whoever is answered was sent away.
                var answered = await Task.WhenAny(repeats);
                repeats.Remove(answered);
                Assert.That(await Problem(await answered), Is.EqualTo("429 /problems/one-at-a-time "));
                Assert.That((await answered).Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(3)));
            }

            first = repeats.Single();
        }

        var answer = await (await first).EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        (await theirs).EnsureSuccessStatusCode();
        Assert.That(await (await phone.Ask(messages)).EnsureSuccessStatusCode().Content.ReadAsStringAsync(), Is.EqualTo(answer), "afterwards she may ask again");
    }

    [Test]
    public async Task A_rush_beyond_the_queue_is_sent_away_for_a_moment_and_nobody_else_is()
    {
        var many = 256 + Environment.ProcessorCount + 20;
        await world.Import(Given.Request(people: [.. Given.People(), .. Enumerable.Range(0, many).Select(n => new PersonLine($"R{n}", $"r{n}", "ward-1"))]));
        var phones = new List<PhoneClient>();
        foreach (var some in Enumerable.Range(0, many).Chunk(32)) phones.AddRange(await Task.WhenAll(some.Select(n => world.Phone($"r{n}")))); // the rush is for passes
        List<Task<HttpResponseMessage>> asked;
        await using (await Held())
        {
            asked = [.. phones.Select(phone => phone.Ask(phone.Wallet.Blind([Day()])))];
            var busy = await await Task.WhenAny(asked); // nothing else can answer while the table is held
            Assert.That(await Problem(busy), Is.EqualTo("503 /problems/busy "));
            Assert.That(busy.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(3)));
        }

        var answers = await Task.WhenAll(asked);
        Assert.That(answers.Select(answer => (int)answer.StatusCode).Distinct(), Is.EquivalentTo(new[] { 200, 503 }));
        Assert.That(answers.Count(answer => (int)answer.StatusCode == 200), Is.AtLeast(256));
    }

    [Test]
    public async Task What_is_kept_has_no_time_and_no_message()
    {
        Assert.That(await world.Database.Rows("select column_name from information_schema.columns where table_schema = 'issuance' and table_name = 'collected' order by 1"),
            Is.EqualTo(new[] { "(blinded_hash)", "(key_id)", "(ods)", "(person)" }));
    }

    // Until it is disposed, nobody's passes can be recorded, so no request gets any further.
    private async Task<IAsyncDisposable> Held()
    {
        var connection = await world.Database.AsOwner.OpenConnectionAsync();
        await using var hold = new Npgsql.NpgsqlCommand("begin; lock table issuance.collected", connection);
        await hold.ExecuteNonQueryAsync();
        return connection; // goes back to the pool, which rolls it back
    }

    private static string Message(byte fill) => Base64Url.EncodeToString(Enumerable.Repeat(fill, 256).ToArray());

    private async Task<string> Cookie(string subject)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = new FormUrlEncodedContent([new("ods", "RY5"), new("subject", subject)]) };
        request.Headers.Add("Origin", world.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await world.Http.SendAsync(request);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private async Task<HttpResponseMessage> Post(string body, string? cookie, string? origin = "own", string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/passes") { Content = new StringContent(body, Encoding.UTF8, type) };
        if (origin is not null) request.Headers.Add("Origin", origin == "own" ? world.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) : origin);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await world.Http.SendAsync(request);
    }

    private static async Task<string> Problem(HttpResponseMessage answer)
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That(problem.GetProperty("detail").GetString(), Is.Not.Empty);
        var ids = problem.TryGetProperty("keyIds", out var listed) ? string.Join(' ', listed.EnumerateArray().Select(id => id.GetString())) : "";
        return $"{(int)answer.StatusCode} {problem.GetProperty("type").GetString()} {ids}";
    }
}
