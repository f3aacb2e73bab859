using Microsoft.AspNetCore.Authentication;
using MoralePulse.Issuance.People;

namespace MoralePulse.Web.SignIn;

/// <summary><c>POST /sign-out</c>.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", async (HttpContext context) =>
        {
            if (!SameOrigin.Named(context.Request)) return SignInProblems.OtherOrigin;
            await context.SignOutAsync();
            return new SeeOther("/");
        }).ExcludeFromDescription();
}
