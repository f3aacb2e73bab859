using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MoralePulse.Domain.Access;
using MoralePulse.Tree;

namespace MoralePulse.Insight.Pulses;

/// <summary>Pulses of units and cohorts, and the tree that a person may see.</summary>
internal static class PulseEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/units/{id}/pulse", (string id, HttpContext context, PulseReader pulses, CancellationToken stop) =>
                Answer(context, pulses, organisation => organisation.Tree.TryFind(id, out _) ? PulseScope.OfUnit(id) : null, stop))
            .Produces<Pulse>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).WithName("unit-pulse");
        routes.MapGet("/api/v1/cohorts/{kind}/{code}/pulse", (string kind, string code, HttpContext context, PulseReader pulses, CancellationToken stop) =>
                Answer(context, pulses, organisation => new PulseScope(kind, code) is var scope && scope.IsCohortOf(organisation) ? scope : null, stop))
            .Produces<Pulse>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).WithName("cohort-pulse");
        routes.MapGet("/api/v1/units", Units).Produces<IReadOnlyList<VisibleUnit>>().ProducesProblem(401).WithName("units");
    }

    private static async Task<IResult> Answer(HttpContext context, PulseReader pulses, Func<OrganisationSnapshot, PulseScope?> find, CancellationToken stop)
    {
        if (context.Features.Get<Viewer>() is not { } viewer) return InsightProblems.SignInFirst;
        if (await pulses.Tree.Find(viewer.Ods, stop) is not { } here || find(here.Organisation) is not { } scope) return InsightProblems.Unknown;
        if (!viewer.MaySee(scope, here.Organisation)) return InsightProblems.NotYours;

        var pulse = (await pulses.Read(here, [scope], stop))[scope];
        if (here.Organisation.Simulated)
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.Ok(pulse);
        }

        // With the tree's version, since an import may change where a unit counts.
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{pulse.Version}-{pulse.Date:yyyyMMdd}-{here.Organisation.Version}\"");
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Cookie";
        return context.Request.Headers.IfNoneMatch.Contains(tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Ok(pulse);
    }

    private static async Task<IResult> Units(HttpContext context, PulseReader pulses, CancellationToken stop)
    {
        if (context.Features.Get<Viewer>() is not { } viewer) return InsightProblems.SignInFirst;
        if (await pulses.Tree.Find(viewer.Ods, stop) is not { } here) return InsightProblems.Unknown;
        var tree = here.Organisation.Tree;
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(tree.Below(tree.Root.Id).Where(unit => unit.ClosedOn is null && viewer.MaySee(unit, tree))
            .Select(unit => new VisibleUnit(unit.Id, unit.ParentId, unit.Name, Words.Of(unit.Kind))).ToList());
    }
}

/// <summary>A unit whose figure a person may see.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ParentId">The unit above.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its level.</param>
public sealed record VisibleUnit(string Id, string? ParentId, string Name, string Kind);

/// <summary>Who may see which pulse.</summary>
public static class PulseRights
{
    /// <summary>Whether a viewer may see a unit's or cohort's pulse.</summary>
    public static bool MaySee(this Viewer viewer, PulseScope scope, OrganisationSnapshot organisation)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(organisation);
        if (viewer.Ods != organisation.Ods) return false;
        return scope.Kind == "unit" ? organisation.Tree.TryFind(scope.Code, out var unit) && viewer.MaySee(unit, organisation.Tree) : viewer.MaySeeCohorts;
    }
}
