using System.Buffers.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;

namespace MoralePulse.Issuance.Keys;

/// <summary>A public pass key.</summary>
/// <param name="KeyId">Base64url SHA-256 of <paramref name="Spki"/>.</param>
/// <param name="Kind">day or week.</param>
/// <param name="ServiceDate">The date it is for, or the Monday of its week.</param>
/// <param name="Spki">Base64url DER SubjectPublicKeyInfo.</param>
/// <param name="Position">Place in the chain, from 1.</param>
public sealed record ListedKey(string KeyId, string Kind, DateOnly ServiceDate, string Spki, int Position);

/// <summary>An organisation's public pass keys.</summary>
/// <param name="Keys">The keys, in order of creation.</param>
/// <param name="Head">The chain's head after the last key, base64url.</param>
/// <param name="Fingerprint">The head's first 80 bits in base32, which a staff representative can publish.</param>
public sealed record KeyList(IReadOnlyList<ListedKey> Keys, string Head, string Fingerprint);

/// <summary><c>GET /api/v1/{ods}/pass-keys</c>, for everybody: those that are open, or with <c>?all=true</c> every key since the first.</summary>
internal static class KeyListEndpoint
{
    private const int LongestLife = 9; // days from the Monday of a week key to its closing

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/{ods}/pass-keys", async (Ods ods, bool? all, IssuanceDatabase database, HttpContext context, CancellationToken stop) =>
            {
                if (await database.Tree.Find(ods, stop) is not { } here) return IssuanceProblems.UnknownOrganisation;
                context.Response.Headers.CacheControl = here.Organisation.Simulated ? "no-store" : "public, max-age=60";
                return Results.Ok(await Read(database, ods, all is true ? null : here.Today, stop));
            })
            .Produces<KeyList>().ProducesProblem(404).AllowAnonymous().WithName("pass-keys").WithSummary("The public pass keys, append-only and chained");

    internal static Task<KeyList> Read(IssuanceDatabase database, Ods ods, DateOnly? openOn, CancellationToken stop) => database.InTransaction(
        async (connection, transaction, token) =>
        {
            // The head first, and no key beyond it, so that the two agree while another node appends.
            var (position, head) = await KeyChainRows.End(ods, connection, transaction, token);
            var keys = await KeyChainRows.Since(openOn?.AddDays(-LongestLife) ?? DateOnly.MinValue, retired: openOn is null, ods, connection, transaction, token);
            return new KeyList(
                [.. keys.Where(key => key.Position <= position && (openOn is not { } today || key.ClosesOn >= today))
                    .Select(key => new ListedKey(key.Id.ToString(), KeyChainRows.Word(key.Kind), key.Date.Value, Base64Url.EncodeToString(key.Spki.Span), key.Position))],
                Base64Url.EncodeToString(head),
                KeyChain.Fingerprint(head));
        },
        stop);
}
