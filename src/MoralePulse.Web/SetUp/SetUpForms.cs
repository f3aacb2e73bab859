using MoralePulse.Domain.Access;
using MoralePulse.Issuance.People;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.SetUp;

/// <summary>What the forms of the set-up pages have in common: only an administrator's own page may send them, and each is answered by a redirect.</summary>
internal static class SetUpForms
{
    /// <summary>Maps one.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="address">Where it is sent to.</param>
    /// <param name="form">Its name: the fields' ids begin with it.</param>
    /// <param name="page">The page that it stands on; the outcome is told there.</param>
    /// <param name="change">What it changes.</param>
    /// <param name="bound">How large it may be, where it has a file, and what is wrong with a larger one.</param>
    public static RouteHandlerBuilder Map(
        IEndpointRouteBuilder routes, string address, string form, Func<SetUpForm, string> page, Func<SetUpForm, Administrator, IServiceProvider, CancellationToken, Task<SetUpOutcome>> change,
        (long Most, SetUpOutcome.Refused TooLarge)? bound = null) =>
        routes.MapPost(address, (HttpContext context, RefusedInputs refused) =>
        {
            SeeOther Back(SetUpForm sent, SetUpOutcome.Refused wrong, SignedIn who) => new(With(page(sent), $"refused={refused.Seal(form, wrong.Field, wrong.Detail, sent.Sent, who)}"));
            return For(context, async (sent, who, stop) => await change(sent, new(who.Ods, who.Person), context.RequestServices, stop) switch
            {
                SetUpOutcome.Done => new SeeOther(With(page(sent), $"done={form}")),
                SetUpOutcome.Refused wrong => Back(sent, wrong, who),
                SetUpOutcome.Overtaken => new SeeOther(With(page(sent), $"refused={refused.Seal(form, "", SetUpTexts.Overtaken, FormCollection.Empty, who)}")), // what stands there now is shown, not what was typed over it
                _ => SignInProblems.NotAllowed,
            }, bound is { } most ? new(most.Most, who => Back(new(FormCollection.Empty), most.TooLarge, who)) : null);
        }).WithOrder(-1).ExcludeFromDescription();

    /// <summary>Runs work for an administrator whose own page sent the form.</summary>
    public static async Task<IResult> For(HttpContext context, Func<SetUpForm, SignedIn, CancellationToken, Task<IResult>> work, UploadBound? bound = null)
    {
        if (!SameOrigin.Named(context.Request)) return SignInProblems.OtherOrigin;
        if (context.Features.Get<SignedIn>() is not { } who) return SignInProblems.SignInFirst;
        if (!who.Viewer.Roles.Contains(Role.Administrator)) return SignInProblems.NotAllowed;
        if (bound is not null && await bound.IsExceeded(context)) return bound.TooLarge(who);
        return await work(new(context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty), who, context.RequestAborted);
    }

    public static string With(string page, string query) => page + (page.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
}
