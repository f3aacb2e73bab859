using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.People;

namespace MoralePulse.Web.SignIn;

/// <summary><c>POST /sign-in/demo</c>: anybody of a directory, without a password. In Development only; nowhere else does the service start with it.</summary>
internal static class DemonstrationSignIn
{
    private const string Setting = "DemonstrationSignIn:Enabled";

    /// <exception cref="InvalidOperationException">It is switched on outside Development.</exception>
    public static void Check(IConfiguration settings, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment() && settings.GetValue(Setting, false))
            throw new InvalidOperationException($"The demonstration sign-in lets anybody in as anybody and exists in Development only, but DemonstrationSignIn__Enabled is true in {environment.EnvironmentName}: remove it.");
    }

    /// <summary>Whether it exists: in Development, unless it is switched off.</summary>
    public static bool IsOn(IConfiguration settings, IHostEnvironment environment) => environment.IsDevelopment() && settings.GetValue(Setting, true);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-in/demo", async (HttpContext context, Issuance.People.Directory directory, CancellationToken stop) =>
        {
            if (!SameOrigin.Named(context.Request)) return SignInProblems.OtherOrigin;
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(stop) : FormCollection.Empty;
            var identity = new SignInIdentity("", form["subject"].ToString().Trim());
            if (!Ods.TryParse(form["ods"].ToString().Trim(), null, out var ods) || await directory.FindByIdentity(ods, identity, onlyProvider: false, stop) is not { } person)
                return new SeeOther("/?problem=unknown-person");

            await Session.Begin(context, person, identity, shared: form["shared"] == "true", null);
            return SeeOther.Local(form["returnUrl"], "/tap");
        }).ExcludeFromDescription();
}
