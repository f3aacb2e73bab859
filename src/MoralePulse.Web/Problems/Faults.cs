using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using MoralePulse.Tree;
using MoralePulse.Web.Pages;

namespace MoralePulse.Web.Problems;

/// <summary>Turns what goes wrong unforeseen into problem details in plain words, for a browser on a page: never a stack trace, never what was sent.</summary>
internal sealed class Faults(IProblemDetailsService problems, IServiceScopeFactory scopes, ILoggerFactory logs) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception fault, CancellationToken cancellationToken)
    {
        var problem = fault switch
        {
            BadHttpRequestException bad => Of("malformed", bad.StatusCode, FaultTexts.Malformed, FaultTexts.MalformedRemedy),
            InvalidDataException => Of("malformed", 400, FaultTexts.FormMalformed, FaultTexts.MalformedRemedy), // as the framework says of a form's bytes
            _ when DatabaseRetry.IsTransient(fault) => Of("busy", 503, FaultTexts.Busy, FaultTexts.BusyRemedy),
            _ => Of("unexpected", 500, FaultTexts.Unexpected, FaultTexts.UnexpectedRemedy),
        };
        if (ForPeople.Posted(context))
        {
            await ForPeople.PageOf(problem.Type!).ExecuteAsync(context);
            return true;
        }

        context.Response.StatusCode = problem.Status!.Value;
        if (problem.Status is 503) context.Response.Headers.RetryAfter = "2";
        if (PagesSetup.IsForPeople(context))
        {
            await WritePage(context, problem);
            return true;
        }

        return await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem });
    }

    // In a scope of its own: that of the request may have failed half-way through another page.
    private async Task WritePage(HttpContext context, ProblemDetails problem)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var values = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(FaultPage.Title)] = problem.Title, [nameof(FaultPage.Remedy)] = problem.Detail });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<FaultPage>(values)).ToHtmlString());
        PageHeaders.Write(context.Response.Headers);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(html, context.RequestAborted);
    }

    private static ProblemDetails Of(string slug, int status, string title, string detail) =>
        new() { Type = "/problems/" + slug, Status = status, Title = title, Detail = detail };
}
