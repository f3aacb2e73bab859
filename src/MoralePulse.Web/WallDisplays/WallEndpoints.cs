using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.WallDisplays;
using MoralePulse.Issuance.People;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Tree;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.WallDisplays;

/// <summary>
/// The forms that make and end links of wall displays: each is answered by a redirect to the page that it stood on. The trail is told first, since it lies on another side than the links.
/// </summary>
internal static class WallEndpoints
{
    private const string Page = "/wall-displays";
    private const int MostKept = 600; // an address has room for so much of what was typed

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{Page}/make", (HttpContext context, WallLinks links, WallTrail trail, PulseReader pulses, ToldOnce told) => Answer(context, pulses, async (who, here, form, stop) =>
        {
            var name = form["name"].ToString().Replace('\0', '\uFFFD').Trim();
            if (await links.MayMake(here, name, who.Viewer, stop))
            {
                await trail.Made(who.Ods, who.Person, name, here.Today, stop);
                if (await links.Make(here, name, who.Viewer, who.Person, stop) is { } token) return new($"{Page}?made={told.Seal(token.Text, who)}");
            }

            return new SeeOther($"{Page}?refused={told.Seal(name.Length <= MostKept ? name : name[..MostKept], who)}");
        })).ExcludeFromDescription();

        routes.MapPost($"{Page}/revoke", (HttpContext context, WallLinks links, WallTrail trail, PulseReader pulses) => Answer(context, pulses, async (who, here, form, stop) =>
        {
            if ((await links.Of(who.Ods, stop)).FirstOrDefault(open => open.Id == form["link"].ToString() && open.RevokedOn is null) is { } link)
            {
                await trail.Revoked(who.Ods, who.Person, link.Name, link.MadeOn, here.Today, stop);
                await links.Revoke(here, link.Id, who.Viewer, who.Person, stop);
            }

            return new(Page);
        })).ExcludeFromDescription();
    }

    private static async Task<IResult> Answer(HttpContext context, PulseReader pulses, Func<SignedIn, OrganisationNow, IFormCollection, CancellationToken, Task<SeeOther>> act)
    {
        if (!SameOrigin.Named(context.Request)) return SignInProblems.OtherOrigin;
        if (context.Features.Get<SignedIn>() is not { } who) return SignInProblems.SignInFirst;
        if (WallLink.RoleFor(who.Viewer) is null || await pulses.Tree.Find(who.Ods, context.RequestAborted) is not { } here) return SignInProblems.NotAllowed;
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        return await act(who, here, form, context.RequestAborted);
    }
}
