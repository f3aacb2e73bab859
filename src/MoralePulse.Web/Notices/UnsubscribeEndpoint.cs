using MoralePulse.Issuance.Notices;
using MoralePulse.Web.Problems;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.Notices;

/// <summary>
/// <c>POST /unsubscribe/{token}</c> stops somebody's notices, without sign-in: for her mail program in one click (RFC 8058, which allows no redirect)
/// and for the page of the same address. Opening that page stops nothing, since scanners open links.
/// </summary>
internal static class UnsubscribeEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/unsubscribe/{token}", async (string token, HttpContext context, NoticeChoices choices, CancellationToken stop) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(stop) : FormCollection.Empty;
            var page = $"/unsubscribe/{Uri.EscapeDataString(token)}";
            if (!await choices.Stop(token, stop)) return ForPeople.Posted(context) ? new SeeOther($"{page}?dead=true") : NoticeProblems.UnknownToken;
            return form["List-Unsubscribe"] == "One-Click" ? Results.Text(NoticeTexts.StoppedPlain) : new SeeOther($"{page}?done=true");
        }).WithOrder(-1).ExcludeFromDescription();
}
