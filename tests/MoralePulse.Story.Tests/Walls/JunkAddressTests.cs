using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using MoralePulse.Story.Tests.SetUp;
using MoralePulse.Web;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Walls;

/// <summary>Whatever stands behind the question mark of an address, a page answers it. Pages and what they read of the query are found in the assembly, so that no page is forgotten.</summary>
[TestFixture]
internal sealed partial class JunkAddressTests
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly string[] Junk = ["x", "", "%00", "999999999999999999999"];

    private static readonly IReadOnlyList<(string Address, string[] Names)> Pages =
    [
        .. from page in typeof(Service).Assembly.GetTypes()
           from route in page.GetCustomAttributes<RouteAttribute>(false)
           orderby route.Template
           select (PlaceInRoute().Replace(route.Template, "x"), Names(page).ToArray()),
    ];

    private SetUpWorld world = null!;

    [OneTimeSetUp]
    public async Task Create() => world = await SetUpWorld.Create(open: true);

    [OneTimeTearDown]
    public async Task Drop() => await world.DisposeAsync();

    [TestCase(null)]
    [TestCase("p02")]
    public async Task No_page_fails_over_what_its_query_holds(string? subject)
    {
        Assert.That(Pages.Sum(page => page.Names.Length), Is.GreaterThan(30));
        var failed = new List<string>();
        foreach (var address in from page in Pages from query in Queries(page.Names) select page.Address + query)
        {
            using var answer = await world.Gets(subject, address);
            if ((int)answer.StatusCode >= 500) failed.Add($"{(int)answer.StatusCode} {address}");
        }

        Assert.That(failed, Is.Empty);
    }

    [Test]
    public async Task What_goes_wrong_unforeseen_is_a_page_for_people_and_problem_details_for_programs()
    {
        await using var broken = await SetUpWorld.Create(open: true);
        await broken.Database.Scalar<object?>("alter table issuance.audit rename to audit_elsewhere");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/setup/audit") { Headers = { { "Accept", "text/html,*/*;q=0.8" } } };
        using var page = await broken.Sends("p02", request);
        var text = await page.Content.ReadAsStringAsync();
        Assert.That(((int)page.StatusCode, page.Content.Headers.ContentType!.MediaType), Is.EqualTo((500, "text/html")));
        Assert.That(text, Does.Contain("<h1>Something went wrong on our side</h1>").And.Contain("Nothing is lost").And.Contain("/assets/main.css").And.Not.Contain("audit").And.Not.Contain("Exception"));
        Assert.That(page.Headers.Contains("Content-Security-Policy"), Is.True);
        using var problem = await broken.Gets("p02", "/setup/audit");
        Assert.That(((int)problem.StatusCode, problem.Content.Headers.ContentType!.MediaType), Is.EqualTo((500, "application/problem+json")));
        using var css = await broken.Gets(null, "/assets/main.css");
        Assert.That(css.IsSuccessStatusCode, Is.True, "its style sheet");
    }

    private static IEnumerable<string> Queries(string[] names) =>
    [
        .. from name in names from value in Junk select $"?{name}={value}",
        .. from name in names select $"?{name}=x&{name}=y",
        .. from value in Junk select "?" + string.Join('&', names.Select(name => $"{name}={value}")),
    ];

    private static IEnumerable<string> Names(Type page)
    {
        for (var type = page; type is not null; type = type.BaseType)
            foreach (var property in type.GetProperties(Any | BindingFlags.DeclaredOnly))
                if (property.GetCustomAttribute<SupplyParameterFromQueryAttribute>() is { } supplied) yield return supplied.Name ?? property.Name;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex PlaceInRoute();
}
