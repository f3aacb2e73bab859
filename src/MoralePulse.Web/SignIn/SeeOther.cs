namespace MoralePulse.Web.SignIn;

/// <summary>303: done, go on there.</summary>
/// <param name="place">A local address.</param>
internal sealed class SeeOther(string place) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        (httpContext.Response.StatusCode, httpContext.Response.Headers.Location) = (StatusCodes.Status303SeeOther, place);
        return Task.CompletedTask;
    }

    /// <summary>The address if it is one of ours, else another: nobody is led away by a link to our sign-in.</summary>
    public static SeeOther Local(string? wanted, string otherwise) =>
        new(wanted is ['/', .. var rest] && (rest is "" || rest[0] is not ('/' or '\\')) && !wanted.Any(char.IsControl) && Uri.IsWellFormedUriString(wanted, UriKind.Relative) ? wanted : otherwise);
}
