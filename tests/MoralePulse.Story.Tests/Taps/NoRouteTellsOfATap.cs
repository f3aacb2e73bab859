using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Harness;
using MoralePulse.Insight.Trends;
using MoralePulse.Story.Tests.Access;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Taps;

/// <summary>I7 over every route that the service has, as everybody: status, headers and body are the same before and after one unreleased tap.</summary>
[TestFixture]
[NonParallelizable] // metrics count the releases of the whole process, other fixtures' too
internal sealed partial class NoRouteTellsOfATap
{
    private static readonly string[] Roles = ["nobody", "staff", "manager", "executive", "administrator", "morale-innovator", "staff-representative", "commissioner"];

    // What differs each time that it is asked for, and why: left out.
    private static readonly Dictionary<string, string> Restless = new()
    {
        ["/sign-in/go"] = "a state and a nonce of its own for each sign-in",
        ["/jobs"] = "the times of its own servers, to the microsecond",
    };

    // The service's clock stands still, so that every time of day that is told is compared, too.
    [TestCase(true)]
    [TestCase(false, Description = "A real organisation's answers have tags.")]
    public async Task Every_route_answers_everybody_the_same_before_and_after_one_unreleased_tap(bool simulated)
    {
        await using var world = await TapWorld.Start(new SettableTime(new(TapWorld.Today, new(10, 0), TimeSpan.Zero)), simulated);
        foreach (var (role, n) in Roles.Skip(1).Select((role, n) => (role, n)))
        {
            await world.Ballot.Database.Execute($"""
                insert into issuance.person (ods, person, unit_id, wallet_id) values ('SIM1', '{role}', '{(role == "manager" ? "dep" : "a")}', decode(repeat('0{n}', 16), 'hex'));
                insert into issuance.identity values ('SIM1', '{role}', '{role}');
                """);
            if (role != "staff") await world.Ballot.Database.Execute($"insert into issuance.role (ods, person, role) values ('SIM1', '{role}', '{role}')");
        }

        await world.Ballot.Database.Execute("select published.release('SIM1', '2026-11-23T09:00Z', '2026-11-23', 'unit', 'a', 6, 5, 4, 15, '{}', '{}', '{}')");
        await world.Service.Ready();
        // The minutely job would make the trends of the release in the midst of the questions.
        if (!simulated) await world.Ballot.Service<TrendUpkeep>().Run(await world.Ballot.Now(), CancellationToken.None);
        if (simulated) await Eventually.Holds(() => world.Ballot.Database.Scalar<bool>("select count(*) > 7 from organisation.pass_key where ods = 'SIM1'")); // the world's own are seven, the driver makes the rest at once

        var routes = RouteList.Of(world.Service.Services.GetServices<EndpointDataSource>(), "SIM1", ["a", "dep", "org"])
            .Where(route => route.Method == "GET" && !route.Address.StartsWith("/sign-out", StringComparison.Ordinal)).Select(route => route.Address).ToList();
        var cookies = new Dictionary<string, string>();
        foreach (var role in Roles.Skip(1)) cookies[role] = await SignIn(world, role);

        var before = new Dictionary<(string, string), HashSet<string>>();
        for (var round = 0; round < 3; round++)
            foreach (var (role, address) in Asked(routes))
            {
                if (!before.TryGetValue((role, address), out var known)) before[(role, address)] = known = [];
                known.Add(await Answer(world, role, address, cookies));
            }

        Assert.That((await world.Send(TapWorld.Tap(world.Pass(), world.Pass(Domain.Passes.PassKind.Week), mood: "red", staffGroup: "nursing"))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await world.Ballot.Pending(), Is.EqualTo(1));
        await Task.Delay(1000); // longer than the hub's own interval
        var differ = new List<(string, string)>();
        foreach (var (role, address) in Asked(routes))
        {
            if (!before[(role, address)].Contains(await Answer(world, role, address, cookies))) differ.Add((role, address));
        }

        Assert.That(before, Has.Count.GreaterThan(500));
        Assert.That(before.Values.Any(answers => answers.Any(answer => answer.Contains("\nETag: ", StringComparison.Ordinal))), Is.Not.EqualTo(simulated));
        Assert.That(differ, Is.Empty);

        // And it would show: a release does.
        await world.Ballot.Database.Execute("select published.release('SIM1', '2026-11-23T09:15Z', '2026-11-23', 'unit', 'a', 5, 5, 5, 15, '{}', '{}', '{}')");
        foreach (var address in new[] { "/api/v1/units/a/pulse", "/board" })
            Assert.That(before[("staff", address)], Does.Not.Contain(await Answer(world, "staff", address, cookies)), address);
    }

    private static IEnumerable<(string Role, string Address)> Asked(IReadOnlyList<string> routes) =>
        from role in Roles from address in routes where !Restless.ContainsKey(address.Split('?')[0]) select (role, address);

    private static async Task<string> Answer(TapWorld world, string role, string address, Dictionary<string, string> cookies)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(address.StartsWith("/api/", StringComparison.Ordinal) ? "application/json" : "text/html"));
        if (cookies.TryGetValue(role, out var cookie)) request.Headers.Add("Cookie", cookie);
        using var answer = await world.Http.SendAsync(request);
        if (cookie is not null && answer.Headers.Contains("Set-Cookie")) cookies[role] = await SignIn(world, role); // a page may have signed her out
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").OrderBy(header => header.Key)
            .Select(header => header.Key == "Set-Cookie" ? header.Key : $"{header.Key}: {string.Join(',', header.Value)}"); // a cookie is sealed anew each time
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{Numbers().Replace(await answer.Content.ReadAsStringAsync(), "a number")}";
    }

    private static async Task<string> SignIn(TapWorld world, string role)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = new FormUrlEncodedContent([new("ods", "SIM1"), new("subject", role)]) };
        request.Headers.Add("Origin", world.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await world.Http.SendAsync(request);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    // The framework's own errors have a number each.
    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex Numbers();
}
