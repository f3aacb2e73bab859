using System.Net;
using System.Text.RegularExpressions;
using MoralePulse.Harness;
using MoralePulse.Story.Tests.Issuance;
using MoralePulse.Web.Problems;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Story;

/// <summary>Every problem that the service names has a page at its address, and nothing else has.</summary>
[TestFixture]
internal sealed partial class ProblemTests
{
    private IssuanceWorld world = null!;

    [OneTimeSetUp]
    public async Task Create() => world = await IssuanceWorld.Create();

    [OneTimeTearDown]
    public async Task Drop() => await world.DisposeAsync();

    [Test]
    public void Every_problem_of_the_sources_is_explained_and_no_other()
    {
        var root = Path.Combine(RepositoryFolder.Find(Path.Combine("src", "MoralePulse.Web", "Program.cs"))!, "src");
        var obj = $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}";
        var named = new HashSet<string>();
        foreach (var file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains(obj, StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            if (!text.Contains("\"/problems/", StringComparison.Ordinal)) continue;
            var here = Named().Matches(text).Select(match => match.Groups[1].Value).ToList();
            Assert.That(here, Is.Not.Empty, $"{file} names problems in another way than this test knows");
            named.UnionWith(here);
        }

        Assert.That(Explained.All.Select(problem => problem.Slug), Is.EqualTo(named.Order(StringComparer.Ordinal)));
    }

    [Test]
    public void What_the_browser_acts_on_is_a_problem_that_the_service_names()
    {
        var client = Path.Combine(RepositoryFolder.Find(Path.Combine("src", "MoralePulse.Web", "Program.cs"))!, "src", "MoralePulse.Web", "client");
        var read = Directory.EnumerateFiles(client, "*.ts").SelectMany(file => InScripts().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.That(read, Has.Count.GreaterThanOrEqualTo(3));
        Assert.That(read.Except(Explained.All.Select(problem => problem.Slug)), Is.Empty);
    }

    [Test]
    public async Task Its_address_leads_to_what_it_means_and_what_to_do()
    {
        foreach (var problem in Explained.All)
        {
            using var answer = await world.Http.GetAsync("/problems/" + problem.Slug);
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(page, Does.Contain($"<h1>{problem.Title}</h1>").And.Contain(problem.Meaning).And.Contain(problem.Remedy));
        }
    }

    [Test]
    public async Task An_address_of_no_problem_is_not_found()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/problems/none") { Headers = { { "Accept", "text/html" } } };
        using var answer = await world.Http.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("<h1>Page not found</h1>"));
    }

    // A slug with its status, or the whole address.
    [GeneratedRegex("""(?:(?:new|Problem|Of)\("|"/problems/)([a-z]+(?:-[a-z]+)*)"(?:, (?:[1-5][0-9]{2}|bad\.StatusCode),|, statusCode)""")]
    private static partial Regex Named();

    [GeneratedRegex("\"/problems/([a-z-]+)\"")]
    private static partial Regex InScripts();
}
