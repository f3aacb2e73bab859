using Microsoft.AspNetCore.Http.HttpResults;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.Problems;

/// <summary>What was refused, told to whoever asked: to a program as problem details, to a person who sent a form as the page that explains the problem.</summary>
/// <param name="problem">The problem, with its type.</param>
internal sealed class ForPeople(ProblemHttpResult problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => (Posted(httpContext) ? PageOf(problem.ProblemDetails.Type!) : (IResult)problem).ExecuteAsync(httpContext);

    /// <summary>Whether a browser sent a form and shows what it gets.</summary>
    public static bool Posted(HttpContext context) => HttpMethods.IsPost(context.Request.Method) && !SignInSetup.IsForPrograms(context.Request.Path)
        && context.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>The page of a problem. A form is followed by a redirect whatever becomes of it, so that reloading sends nothing twice.</summary>
    public static IResult PageOf(string type) => new SeeOther(type);
}
