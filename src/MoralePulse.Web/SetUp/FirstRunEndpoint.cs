using MoralePulse.Issuance.People;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.SetUp;

/// <summary>
/// <c>POST /setup/first</c>: the one form that somebody sends who is not signed in and may change something. It needs the code from the machine, and there must be no organisation.
/// </summary>
internal static class FirstRunEndpoint
{
    private const string Page = "/setup/first";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Page, async (HttpContext context, FirstRun first, SetUpCode code, RefusedInputs refused, CancellationToken stop) =>
        {
            if (!SameOrigin.Named(context.Request)) return SignInProblems.OtherOrigin;
            var form = new SetUpForm(context.Request.HasFormContentType ? await context.Request.ReadFormAsync(stop) : FormCollection.Empty);
            // The code first: without it nothing else is looked at.
            var outcome = code.Is(form["code"]) ? await first.Make(form["ods"], form["name"], form["person"], form["subject"], form["issuer"], stop) : new SetUpOutcome.Refused("code", SetUpTexts.FirstWrongCode);
            if (outcome is SetUpOutcome.Refused wrong) return new SeeOther($"{Page}?refused={refused.Seal("first", wrong.Field, wrong.Detail, form.Sent, null)}");
            code.Forget();
            return new SeeOther(outcome is SetUpOutcome.Done ? "/?returnUrl=/setup" : Page);
        }).WithOrder(-1).ExcludeFromDescription();
}
