namespace MoralePulse.Web.Pages;

/// <summary>
/// What every answer tells the browser: load nothing from elsewhere, run nothing that is written into a page, let nobody frame it, and tell no other
/// site where somebody came from.
/// </summary>
/// <param name="next">The rest of the service.</param>
public sealed class PageHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Writes the headers.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Write(context.Response.Headers);
        return next(context);
    }

    internal static void Write(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin"; // with "no-referrer" a browser sends its own forms with the Origin "null", and sign-in refuses them
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()";
    }
}
