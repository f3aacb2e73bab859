namespace MoralePulse.Web.Problems;

/// <summary>
/// The letter NUL of a query becomes U+FFFD before anybody reads it, as HTML does with it: no text of PostgreSQL's can hold it, so it would end as a fault of ours wherever a page looks for it.
/// </summary>
/// <param name="next">The rest of the service.</param>
internal sealed class NoNul(RequestDelegate next)
{
    private const string Nul = "%00";
    private const string Replacement = "%EF%BF%BD";

    /// <summary>Replaces it.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.QueryString.Value?.Contains(Nul, StringComparison.Ordinal) is true)
            context.Request.QueryString = new(context.Request.QueryString.Value.Replace(Nul, Replacement, StringComparison.Ordinal));
        return next(context);
    }
}
