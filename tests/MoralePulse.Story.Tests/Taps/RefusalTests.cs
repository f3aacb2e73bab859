using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MoralePulse.Domain.Passes;
using MoralePulse.Domain.Release;
using NUnit.Framework;
using static MoralePulse.Story.Tests.Taps.TapWorld;

namespace MoralePulse.Story.Tests.Taps;

/// <summary>POST ratings: every refusal of the contract, each with a pass that still works afterwards.</summary>
[TestFixture]
internal sealed class RefusalTests
{
    private TapWorld world = null!;

    [OneTimeSetUp]
    public async Task Start() => world = await TapWorld.Start();

    [OneTimeTearDown]
    public async Task Stop() => await world.DisposeAsync();

    [Test]
    public async Task A_tap_is_counted_and_the_same_pass_again_answers_204_and_counts_nothing()
    {
        var (before, pass, week) = (await world.Ballot.Pool("a"), world.Pass(), world.Pass(PassKind.Week));
        Assert.That((await world.Send(Tap(pass, week))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await world.Send(Tap(pass, week, mood: "red"))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await world.Ballot.Pool("a"), Is.EqualTo(before + new PoolCounts(Green: 1)));
    }

    [Test]
    public async Task Many_devices_at_once_are_each_counted_once()
    {
        var before = await world.Ballot.Pending();
        var passes = Enumerable.Range(0, 60).Select(_ => world.Pass()).ToList();
        var answers = await Task.WhenAll(passes.SelectMany(pass => Enumerable.Repeat(pass, 3)).Select(pass => world.Send(Tap(pass, mood: "amber"))));
        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await world.Ballot.Pending(), Is.EqualTo(before + 60));
    }

    [Test]
    public async Task A_spent_or_missing_week_pass_refuses_no_tap()
    {
        var week = world.Pass(PassKind.Week);
        foreach (var weekPass in new[] { week, week, null })
            Assert.That((await world.Send(Tap(world.Pass(), weekPass))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("""{"unit":"a","shift":null,"mood":"green"}""")]
    [TestCase("""{"pass":{"keyId":"AA","message":"AA","signature":"AA"},"unit":"a","shift":null,"mood":"green"}""")]
    [TestCase("""{"pass":null,"unit":"a","shift":null,"mood":"green"}""")]
    public Task A_body_that_is_no_tap_is_malformed(string body) => Refused(world.Http.PostAsync("/api/v1/SIM1/ratings", Json(body)), 400, "malformed");

    [Test]
    public async Task An_unknown_or_repeated_member_is_malformed_and_the_pass_still_works()
    {
        var pass = world.Pass();
        var good = JsonSerializer.Serialize(Tap(pass), JsonSerializerOptions.Web);
        await Refused(world.Http.PostAsync("/api/v1/SIM1/ratings", Json(good[..^1] + ",\"person\":\"1\"}")), 400, "malformed");
        await Refused(world.Http.PostAsync("/api/v1/SIM1/ratings", Json(good[..^1] + ",\"mood\":\"red\"}")), 400, "malformed");
        Assert.That((await world.Send(Tap(pass))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    public async Task A_cookie_or_an_authorization_header_is_refused_first()
    {
        using var withCookie = new HttpRequestMessage(HttpMethod.Post, "/api/v1/SIM1/ratings") { Content = Json("{"), Headers = { { "Cookie", "a=b" } } };
        await Refused(world.Http.SendAsync(withCookie), 400, "identified");
        using var withToken = new HttpRequestMessage(HttpMethod.Post, "/api/v1/SIM1/ratings") { Content = Json("{"), Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "x") } };
        await Refused(world.Http.SendAsync(withToken), 400, "identified");
    }

    [Test]
    public Task A_body_that_is_not_json_is_415() => Refused(world.Http.PostAsync("/api/v1/SIM1/ratings", new StringContent("mood=green", Encoding.UTF8, "application/x-www-form-urlencoded")), 415, "not-json");

    [Test]
    public Task A_body_in_another_encoding_than_utf_8_is_415() => Refused(world.Http.PostAsync("/api/v1/SIM1/ratings", new StringContent("{}", Encoding.Unicode, "application/json")), 415, "not-json");

    [Test]
    public async Task Equal_refusals_are_equal_bytes()
    {
        var (once, again) = (await world.Send(new { }), await world.Send(new { }));
        Assert.That(await again.Content.ReadAsByteArrayAsync(), Is.EqualTo(await once.Content.ReadAsByteArrayAsync()));
    }

    [Test]
    public Task A_body_of_more_than_8_kB_is_413() => Refused(world.Http.PostAsync("/api/v1/SIM1/ratings", Json(new string(' ', 9000))), 413, "too-large");

    [Test]
    public Task An_unknown_organisation_is_404() => Refused(world.Send(Tap(world.Pass()), "NONE"), 404, "unknown-organisation");

    [Test]
    public async Task A_signature_that_is_not_the_keys_is_403()
    {
        var (pass, other) = (world.Pass(), world.Pass());
        await Refused(world.Send(Tap(pass with { Signature = other.Signature })), 403, "not-a-pass");
        await Refused(world.Send(Tap(pass with { Message = other.Message })), 403, "not-a-pass");
        await Refused(world.Send(Tap(pass with { KeyId = world.Pass(days: -1).KeyId })), 403, "not-a-pass");
        Assert.That((await world.Send(Tap(pass))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    public Task A_week_key_gives_no_tap() => Refused(world.Send(Tap(world.Pass(PassKind.Week))), 403, "not-a-pass");

    [Test]
    public async Task A_week_pass_that_is_forged_or_of_another_week_is_403_and_nothing_is_spent()
    {
        var (pass, week) = (world.Pass(), world.Pass(PassKind.Week));
        await Refused(world.Send(Tap(pass, week with { Signature = pass.Signature })), 403, "not-a-pass");
        await Refused(world.Send(Tap(pass, world.Pass(PassKind.Week, -7))), 403, "not-a-pass");
        await Refused(world.Send(Tap(pass, world.Pass())), 403, "not-a-pass");
        var before = await world.Ballot.Database.Scalar<long>("select coalesce(sum(passes), 0)::bigint from ballot.pool_week");
        Assert.That((await world.Send(Tap(pass, week))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await world.Ballot.Database.Scalar<long>("select sum(passes)::bigint from ballot.pool_week"), Is.EqualTo(before + 1));
    }

    [Test]
    public Task A_date_that_has_not_begun_is_422() => Refused(world.Send(Tap(world.Pass(days: 1))), 422, "not-yet");

    [Test]
    public async Task A_date_is_open_for_three_days_more_and_then_410()
    {
        Assert.That((await world.Send(Tap(world.Pass(days: -3)))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await Refused(world.Send(Tap(world.Pass(days: -4), unit: "nowhere")), 410, "over");
    }

    [Test]
    public async Task A_counted_pass_answers_204_also_after_its_date_has_closed()
    {
        await using var closing = await TapWorld.Start();
        var (counted, other) = (closing.Pass(), closing.Pass());
        Assert.That((await closing.Send(Tap(counted))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await closing.Ballot.SetClock("2026-11-27T10:00Z");
        Assert.That((await closing.Send(Tap(counted))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await Refused(closing.Send(Tap(other)), 410, "over");
    }

    [Test]
    public async Task Words_that_the_organisation_does_not_know_are_422_and_the_pass_still_works()
    {
        var pass = world.Pass();
        await Refused(world.Send(Tap(pass, unit: "nowhere")), 422, "unknown-unit");
        await Refused(world.Send(Tap(pass, shift: "tea")), 422, "unknown-shift");
        await Refused(world.Send(Tap(pass, staffGroup: "bosses")), 422, "unknown-staff-group");
        await Refused(world.Send(Tap(pass, mood: "blue")), 422, "unknown-mood");
        Assert.That((await world.Send(Tap(pass, shift: null, staffGroup: "nursing"))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    public async Task A_counted_pass_answers_204_whatever_words_it_is_sent_with_again_and_counts_nothing()
    {
        var (pass, other) = (world.Pass(), world.Pass());
        Assert.That((await world.Send(Tap(pass))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        var before = await world.Ballot.Pending();
        foreach (var again in new[] { Tap(pass, unit: "nowhere"), Tap(pass, shift: "tea"), Tap(pass, staffGroup: "bosses"), Tap(pass, mood: "blue") })
            Assert.That((await world.Send(again)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await Refused(world.Send(Tap(pass with { Signature = other.Signature }, unit: "nowhere")), 403, "not-a-pass");
        await Refused(world.Send(Tap(other, unit: "nowhere")), 422, "unknown-unit");
        Assert.That(await world.Ballot.Pending(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_same_tap_answers_204_after_its_shift_was_taken_away()
    {
        await using var changing = await TapWorld.Start();
        var (counted, other) = (changing.Pass(), changing.Pass());
        Assert.That((await changing.Send(Tap(counted))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await changing.Ballot.Database.Execute("delete from organisation.shift where code = 'early'; update organisation.organisation set version = version + 1");
        Assert.That((await changing.Send(Tap(counted))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await Refused(changing.Send(Tap(other)), 422, "unknown-shift");
    }

    [Test]
    public async Task When_the_database_does_not_answer_it_is_503_with_Retry_After_and_the_pass_still_works()
    {
        await using var lost = await TapWorld.Start();
        var pass = lost.Pass();
        await lost.Ballot.Database.Execute("revoke insert on ballot.pool from moralepulse_ballot");
        var answer = await lost.Send(Tap(pass));
        Assert.That((int)answer.StatusCode, Is.EqualTo(503));
        Assert.That(answer.Headers.RetryAfter, Is.Not.Null);
        await lost.Ballot.Database.Execute("grant insert on ballot.pool to moralepulse_ballot");
        Assert.That((await lost.Send(Tap(pass))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await lost.Ballot.Pending(), Is.EqualTo(1));
    }

    private static async Task Refused(Task<HttpResponseMessage> sending, int status, string slug)
    {
        using var answer = await sending;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), body);
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That(JsonDocument.Parse(body).RootElement.GetProperty("type").GetString(), Is.EqualTo("/problems/" + slug));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
