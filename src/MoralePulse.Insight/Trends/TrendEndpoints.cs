using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MoralePulse.Domain.Access;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Pulses;
using MoralePulse.Tree;

namespace MoralePulse.Insight.Trends;

/// <summary>Trends of units and cohorts, as JSON and as CSV.</summary>
internal static class TrendEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (suffix, type) in new[] { ("trend", "application/json"), ("trend.csv", "text/csv") })
        {
            var csv = type == "text/csv";
            var unit = routes.MapGet($"/api/v1/units/{{id}}/{suffix}", (string id, string? grain, string? measure, string? profile, HttpContext context, TrendReader trends, CancellationToken stop) =>
                Answer(context, trends, organisation => organisation.Tree.TryFind(id, out _) ? PulseScope.OfUnit(id) : null, (grain, measure, profile), csv, stop));
            var cohort = routes.MapGet($"/api/v1/cohorts/{{kind}}/{{code}}/{suffix}",
                (string kind, string code, string? grain, string? measure, string? profile, HttpContext context, TrendReader trends, CancellationToken stop) =>
                    Answer(context, trends, organisation => new PulseScope(kind, code) is var scope && scope.IsCohortOf(organisation) ? scope : null, (grain, measure, profile), csv, stop));
            foreach (var (route, name) in new[] { (unit, "unit"), (cohort, "cohort") })
                (csv ? route.Produces(200, contentType: type) : route.Produces<Trend>()).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404)
                    .WithName($"{name}-{suffix}").WithSummary("grain: day, week or month; measure: green, red, taps or reach (by week); profile: excel or r");
        }
    }

    private static bool HasReach(Grain grain, PulseScope scope, OrganisationSnapshot organisation) =>
        grain == Grain.Week && scope.Kind == "unit" && organisation.Tree.TryFind(scope.Code, out var unit) && unit.IsOpenToEverybody;

    private static async Task<IResult> Answer(
        HttpContext context, TrendReader trends, Func<OrganisationSnapshot, PulseScope?> find, (string? Grain, string? Measure, string? Profile) asked, bool csv, CancellationToken stop)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Features.Get<Viewer>() is not { } viewer) return InsightProblems.SignInFirst;
        if (await trends.Tree.Find(viewer.Ods, stop) is not { } here || find(here.Organisation) is not { } scope) return InsightProblems.Unknown;
        if (!viewer.MaySee(scope, here.Organisation)) return InsightProblems.NotYours;
        if (TrendNames.Grain(asked.Grain ?? "week") is not { } grain || TrendNames.Measure(asked.Measure ?? "green") is not { } measure || !Profile.TryFind(asked.Profile ?? "excel", out var profile)
            || (measure == Measure.Reach && !HasReach(grain, scope, here.Organisation)))
            return InsightProblems.NoSuchTrend;

        var trend = await trends.Find(here.Organisation.Ods, new(scope, grain, measure, profile), stop) ?? TrendReader.Empty(here, new(scope, grain, measure, profile));
        if (!here.Organisation.Simulated)
        {
            // Of the bytes, since a leader's mark changes a trend without a release.
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(trend, TrendReader.Json)).AsSpan(..12))}\"";
            context.Response.Headers.ETag = tag;
            context.Response.Headers.CacheControl = "private, no-cache";
            context.Response.Headers.Vary = "Cookie";
            if (context.Request.Headers.IfNoneMatch.Contains(tag)) return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        return csv ? Results.File(Encoding.UTF8.GetBytes(TrendTable.Csv(trend)), "text/csv; charset=utf-8", $"{TrendTable.FileName(trend)}.csv") : Results.Json(trend, TrendReader.Json);
    }
}
