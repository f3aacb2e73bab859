using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;

namespace MoralePulse.Ballot.Taps;

/// <summary><c>GET /api/v1/{ods}/tap-form</c>: what a tap may name, the same for everybody.</summary>
internal static class TapFormEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/{ods}/tap-form", async (Ods ods, HttpContext context, BallotDatabase database, CancellationToken stop) =>
            {
                if (await database.Tree.Find(ods, stop) is not { } here) return Refusal.UnknownOrganisation.ToResult(context);
                context.Response.Headers.CacheControl = here.Organisation.Simulated ? "no-store" : "public, max-age=60";
                return Results.Ok(From(here));
            })
            .Produces<TapForm>().ProducesProblem(404).AllowAnonymous().WithName("tap-form");

    private static TapForm From(OrganisationNow here)
    {
        var organisation = here.Organisation;
        return new(
            organisation.Ods.Value, organisation.Name, organisation.TimeZone.Id, organisation.Simulated, organisation.Limits.MinimumTaps,
            [.. organisation.Tree.Below(organisation.Tree.Root.Id).Where(unit => unit.ClosedOn is null).Select(unit => new TapFormUnit(unit.Id, unit.ParentId, unit.Name, Words.Of(unit.Kind)))],
            [.. organisation.Shifts.Select(shift => new TapFormChoice(shift.Code, shift.Name))],
            [.. organisation.StaffGroups.Select(group => new TapFormChoice(group.Code, group.Name))],
            [.. ServiceDate.OpenOn(here.Today).Select(date => date.Value)]);
    }
}

/// <summary>What a tap may name.</summary>
/// <param name="Ods">ODS code.</param>
/// <param name="Name">The organisation's name.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Simulated">Whether it is a simulation.</param>
/// <param name="K">Fewest taps of a block.</param>
/// <param name="Units">Living units, parents first.</param>
/// <param name="Shifts">Shifts in order.</param>
/// <param name="StaffGroups">Staff groups in order.</param>
/// <param name="ServiceDates">Dates that a tap is accepted for now, newest first.</param>
public sealed record TapForm(
    string Ods, string Name, string TimeZone, bool Simulated, int K, IReadOnlyList<TapFormUnit> Units, IReadOnlyList<TapFormChoice> Shifts,
    IReadOnlyList<TapFormChoice> StaffGroups, IReadOnlyList<DateOnly> ServiceDates);

/// <summary>A unit of the form.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ParentId">The unit above.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its level.</param>
public sealed record TapFormUnit(string Id, string? ParentId, string Name, string Kind);

/// <summary>A shift or staff group of the form.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
public sealed record TapFormChoice(string Code, string Name);
