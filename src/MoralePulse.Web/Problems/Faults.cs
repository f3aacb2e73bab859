using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using MoralePulse.Tree;

namespace MoralePulse.Web.Problems;

/// <summary>Turns what goes wrong unforeseen into problem details in plain words: never a stack trace, never what was sent.</summary>
internal sealed class Faults(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception fault, CancellationToken cancellationToken)
    {
        var problem = fault switch
        {
            BadHttpRequestException bad => Of("malformed", bad.StatusCode, "The request could not be read", "Reload the page and try again."),
            InvalidDataException => Of("malformed", 400, "The form could not be read", "Reload the page and try again."), // as the framework says of a form's bytes
            _ when DatabaseRetry.IsTransient(fault) => Of("busy", 503, "The service is busy", "Try again in a few seconds. Nothing was counted and nothing is lost."),
            _ => Of("unexpected", 500, "Something went wrong on our side", "Try again. If it happens again, tell whoever looks after MoralePulse in your organisation."),
        };
        context.Response.StatusCode = problem.Status!.Value;
        if (problem.Status is 503) context.Response.Headers.RetryAfter = "2";
        return await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem });
    }

    private static ProblemDetails Of(string slug, int status, string title, string detail) =>
        new() { Type = "/problems/" + slug, Status = status, Title = title, Detail = detail };
}
