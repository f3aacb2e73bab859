using Microsoft.AspNetCore.Http.Features;
using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;
using MoralePulse.Issuance.Notices;
using MoralePulse.Issuance.People;
using MoralePulse.Web.Pages;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.Notices;

/// <summary>What the forms of the page <c>/notices</c> post: which units, and where a unit's news is posted.</summary>
internal static class NoticeEndpoints
{
    private const string Page = "/notices";

    // A box for each unit of the largest tree. How much a form may be is bounded by its bytes, as every body is.
    private static readonly FormOptions Whole = new() { ValueCountLimit = 100_000 };

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Before the page itself, which a POST would reach otherwise.
        routes.MapPost(Page, Choose).WithOrder(-1).ExcludeFromDescription();
        routes.MapPost(Page + "/webhook", SetWebhook).ExcludeFromDescription();
        routes.MapPost(Page + "/webhook/remove", RemoveWebhook).ExcludeFromDescription();
    }

    private static Task<IResult> Choose(HttpContext context, PulseReader organisations, NoticeChoices choices, CancellationToken stop) => ForVisitor(context, organisations, async (visit, form) =>
    {
        var tree = visit.Organisation.Tree;
        var units = form["unit"].OfType<string>().Distinct().Where(id => tree.TryFind(id, out var unit) && unit.ClosedOn is null && visit.Who.Viewer.MayBeTold(unit, tree)).ToList();
        await choices.Choose(visit.Organisation.Ods, visit.Who.Person, units, visit.Here.Today, stop);
        return new SeeOther(Page + "?done=chosen");
    });

    private static Task<IResult> SetWebhook(HttpContext context, PulseReader organisations, Webhooks webhooks, CancellationToken stop) => ForVisitor(context, organisations, async (visit, form) =>
        Led(visit, form["unit"]) is not { } unit ? NoticeProblems.NotYours
        : new SeeOther(await webhooks.Set(visit.Organisation.Ods, unit.Id, form["address"], visit.Who.Person, visit.Here.Today, stop) ? Page + "?done=webhook" : $"{Page}?problem=webhook&unit={Uri.EscapeDataString(unit.Id)}"));

    private static Task<IResult> RemoveWebhook(HttpContext context, PulseReader organisations, Webhooks webhooks, CancellationToken stop) => ForVisitor(context, organisations, async (visit, form) =>
    {
        if (Led(visit, form["unit"]) is not { } unit) return NoticeProblems.NotYours;
        await webhooks.Remove(visit.Organisation.Ods, unit.Id, stop);
        return new SeeOther(Page + "?done=removed");
    });

    private static async Task<IResult> ForVisitor(HttpContext context, PulseReader organisations, Func<Visit, IFormCollection, Task<IResult>> work)
    {
        if (!SameOrigin.Named(context.Request)) return NoticeProblems.OtherOrigin;
        if (await Visit.Of(context, organisations) is not { } visit) return new SeeOther($"/?returnUrl={Page}");
        return await work(visit, context.Request.HasFormContentType ? await context.Request.ReadFormAsync(Whole, context.RequestAborted) : FormCollection.Empty);
    }

    private static Unit? Led(Visit visit, string? id) =>
        visit.Organisation.Tree.TryFind(id ?? "", out var unit) && unit.ClosedOn is null && visit.Who.Viewer.Leads(unit, visit.Organisation.Tree) ? unit : null;
}
