using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;

namespace MoralePulse.Web.SetUp;

/// <summary><c>GET /logo/{ods}/{hash}</c>: an organisation's logo. Its address changes with it, so that browsers may keep it; it is an image whatever it holds, and loads nothing.</summary>
internal static class LogoEndpoint
{
    public static string AddressOf(Ods ods, string hash) => $"/logo/{ods}/{hash[..16]}";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/logo/{ods}/{hash}", async (Ods ods, string hash, HttpContext context, PulseReader organisations, CancellationToken stop) =>
    {
        if (await organisations.Tree.Logo(ods, stop) is not { } logo || logo.Hash[..16] != hash) return Results.NotFound();
        var headers = context.Response.Headers;
        (headers.CacheControl, headers.XContentTypeOptions, headers.ContentSecurityPolicy) = ("public, max-age=31536000, immutable", "nosniff", "default-src 'none'; sandbox");
        return Results.Bytes(logo.Content, logo.Type);
    }).ExcludeFromDescription();
}
