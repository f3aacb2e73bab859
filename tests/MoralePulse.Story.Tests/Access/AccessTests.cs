using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Harness;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Access;

/// <summary>
/// Every page and route, tried as everybody, against <c>docs/access.md</c>. Where a route was added or its rights were changed on purpose, run this with
/// <c>MORALEPULSE_WRITE_ACCESS=true</c>: it writes the table anew, and the change of it is looked at like any other.
/// </summary>
internal sealed class AccessTests
{
    private const string Head =
        """
        # Who gets what, page by page and route by route

        Made by `tests/MoralePulse.Story.Tests/Access`, which asks the running service for its routes and tries each as everybody, with empty forms; it fails where this table says something
        else. `MORALEPULSE_WRITE_ACCESS=true dotnet test tests/MoralePulse.Story.Tests --filter AccessTests` writes it anew.

        All who try belong to Ward 1 of Surgery, but the manager, who has Surgery; Ward 17 is another department's. "sign in" is the page that asks to; "nothing" the page that tells a commissioner that nothing has
        been published to her yet; "to" a redirect; a heading is said where somebody sees another one than most. 400, 404 and 422 are answers to a question that was empty: what they refuse is not who asked. A page answers a form that is
        posted to itself with 400; forms go to routes of their own.

        """;

    private AccessWorld world = null!;
    private List<(string Method, string Address, Answer[] Answers)> tried = null!;

    [OneTimeSetUp]
    public async Task Try()
    {
        world = await AccessWorld.Open();
        tried = [];
        foreach (var (method, address) in RouteList.Of(world.Service.Services.GetServices<EndpointDataSource>()))
        {
            var answers = new List<Answer>();
            foreach (var role in AccessWorld.Roles) answers.Add(await world.Try(role, method, address));
            tried.Add((method, address, [.. answers]));
        }
    }

    [OneTimeTearDown]
    public async Task Close() => await world.DisposeAsync();

    [Test]
    public async Task The_table_of_every_page_and_route_by_role_is_true()
    {
        var file = Path.Combine(RepositoryFolder.Find("MoralePulse.sln")!, "docs", "access.md");
        string[] lines = [$"| route | {string.Join(" | ", AccessWorld.Roles.Select(role => role.Replace('-', ' ')))} |", $"|{string.Concat(Enumerable.Repeat(" --- |", AccessWorld.Roles.Length + 1))}", .. Rows()];
        if (Environment.GetEnvironmentVariable("MORALEPULSE_WRITE_ACCESS") == "true") await File.WriteAllTextAsync(file, $"{Head}\n{string.Join('\n', lines)}\n");
        var written = (await File.ReadAllLinesAsync(file)).Where(line => line.StartsWith('|')).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(lines.Except(written), Is.Empty, "docs/access.md lacks these lines");
            Assert.That(written.Except(lines), Is.Empty, "docs/access.md has these lines, which are not true any more");
        });
    }

    [Test]
    public void A_commissioner_gets_what_nobody_gets_and_her_own_page() =>
        Assert.That(
            tried.Where(route => route.Answers[^1] is var hers && hers != route.Answers[0] && hers.Heading != MoralePulse.Web.SignInTexts.CommissionerTitle && !route.Address.EndsWith("/ratings", StringComparison.Ordinal))
                .Select(route => $"{route.Method} {route.Address}"),
            Is.Empty);

    [Test]
    public void An_administrator_a_morale_innovator_and_a_staff_representative_see_no_figures_beyond_those_of_staff() =>
        Assert.That(
            from route in tried
            where (string[])["/api/v1/units", "/api/v1/cohorts", "/board", "/units", "/heat-map", "/trend", "/summary", "/cohorts"] is var figures && figures.Any(route.Address.StartsWith)
            from role in (string[])["administrator", "morale-innovator", "staff-representative"]
            where route.Answers[Array.IndexOf(AccessWorld.Roles, role)] != route.Answers[1]
            select $"{role}: {route.Method} {route.Address}",
            Is.Empty);

    // A page takes POST only to refuse it: one line for both, unless it does something else.
    private IEnumerable<string> Rows()
    {
        var refusing = tried.Where(route => route.Method == "POST" && route.Answers.All(answer => answer.Status == 400)).Select(route => route.Address).ToHashSet();
        var pages = tried.Where(route => route.Method == "GET").Select(route => route.Address).ToHashSet();
        foreach (var (method, address, answers) in tried)
        {
            if (method == "POST" && refusing.Contains(address) && pages.Contains(address)) continue;
            var usual = answers.Where(answer => answer.Status == 200).CountBy(answer => answer.Heading).OrderByDescending(count => count.Value).FirstOrDefault().Key ?? "";
            yield return $"| {method} {address} | {string.Join(" | ", answers.Select(answer => answer.Cell(usual)))} |";
        }
    }
}
