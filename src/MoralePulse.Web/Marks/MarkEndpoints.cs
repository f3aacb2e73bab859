using MoralePulse.Insight.Marks;
using MoralePulse.Insight.Pulses;
using MoralePulse.Issuance.People;
using MoralePulse.Tree;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.Marks;

/// <summary>The forms of the trend page: each is answered by a redirect to the page that it stood on.</summary>
internal static class MarkEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/marks/target", (HttpContext context, MarkBook book, PulseReader pulses, RefusedMarks refused) => Answer("target", context, pulses, refused, async (mark, here, scope, leader, stop) =>
            mark.TakesAway ? await book.SetTarget(here, scope, mark.Measure, null, mark.Why, leader, stop)
            : mark.Percent is { } percent ? await book.SetTarget(here, scope, mark.Measure, percent, mark.Why, leader, stop)
            : new MarkOutcome.Refused("value", MarkTexts.EnterTarget))).ExcludeFromDescription();

        routes.MapPost("/marks/note", (HttpContext context, MarkBook book, PulseReader pulses, RefusedMarks refused) => Answer("note", context, pulses, refused, async (mark, here, scope, leader, stop) =>
            mark.Day is { } day ? await book.Annotate(here, scope, day, mark.Rebases, mark.Why, leader, stop) : new MarkOutcome.Refused("date", MarkTexts.ChooseTheWeek))).ExcludeFromDescription();

        routes.MapPost("/marks/withdraw", (HttpContext context, MarkBook book, PulseReader pulses, RefusedMarks refused) => Answer("withdraw", context, pulses, refused, async (mark, here, scope, leader, stop) =>
            mark.Day is { } day ? await book.Withdraw(here, scope, day, mark.Rebases, leader, stop) : new MarkOutcome.Refused("date", MarkTexts.ChooseFromList))).ExcludeFromDescription();
    }

    private static async Task<IResult> Answer(
        string name, HttpContext context, PulseReader pulses, RefusedMarks refused, Func<MarkForm, OrganisationNow, PulseScope, Leader, CancellationToken, Task<MarkOutcome>> keep)
    {
        if (!SameOrigin.Named(context.Request)) return SignInProblems.OtherOrigin;
        if (context.Features.Get<SignedIn>() is not { } who) return SignInProblems.SignInFirst;
        var stop = context.RequestAborted;
        var mark = new MarkForm(context.Request.HasFormContentType ? await context.Request.ReadFormAsync(stop) : FormCollection.Empty);
        if (await pulses.Tree.Find(who.Ods, stop) is not { } here || mark.ScopeIn(here.Organisation) is not { } scope) return SignInProblems.NotAllowed;

        var page = mark.Choice.PageOf(scope);
        return await keep(mark, here, scope, new(who.Viewer, who.Person), stop) switch
        {
            MarkOutcome.Done => new SeeOther($"{page}#marks"),
            MarkOutcome.Refused wrong => new SeeOther($"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}refused={refused.Seal(mark.Refused(name, wrong.Field, wrong.Detail), who)}"),
            _ => SignInProblems.NotAllowed,
        };
    }
}
