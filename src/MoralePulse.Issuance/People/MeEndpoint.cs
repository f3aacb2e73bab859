using System.Buffers.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MoralePulse.Issuance.People;

/// <summary>The signed-in person, to herself.</summary>
/// <param name="Ods">Her organisation.</param>
/// <param name="Name">Its name.</param>
/// <param name="WalletId">Random name under which her devices keep her passes, base64url.</param>
/// <param name="Unit">The unit she belongs to.</param>
/// <param name="StaffGroup">Code of her staff group, or null.</param>
/// <param name="Roles">Her roles beside staff.</param>
/// <param name="Simulated">Whether the organisation is a simulated one.</param>
public sealed record Me(string Ods, string Name, string WalletId, MyUnit Unit, string? StaffGroup, IReadOnlyList<string> Roles, bool Simulated);

/// <summary>The unit somebody belongs to.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record MyUnit(string Id, string Name);

/// <summary><c>GET /api/v1/me</c>.</summary>
internal static class MeEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/me", async (HttpContext context, Directory directory, IssuanceDatabase database, CancellationToken stop) =>
            {
                context.Response.Headers.CacheControl = "no-store";
                if (DirectoryClaims.Of(context.User) is not var (ods, person)) return IssuanceProblems.SignInFirst;
                if (await directory.Find(ods, person, stop) is not { } found || await database.Tree.Find(ods, stop) is not { } here) return IssuanceProblems.NotInDirectory;
                var unit = here.Organisation.Tree.TryFind(found.UnitId, out var own) ? own : here.Organisation.Tree.Root;
                return Results.Ok(new Me(
                    ods.Value, here.Organisation.Name, Base64Url.EncodeToString(found.WalletId.Span), new(unit.Id, unit.Name), found.StaffGroup,
                    [.. found.Roles.Order().Select(RoleWords.Of)], here.Organisation.Simulated));
            })
            .Produces<Me>().ProducesProblem(401).ProducesProblem(403).WithName("me").WithSummary("The signed-in person, to herself");
}
