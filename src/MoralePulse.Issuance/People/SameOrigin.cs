using Microsoft.AspNetCore.Http;

namespace MoralePulse.Issuance.People;

/// <summary>Whether a request that changes something comes from our own pages: browsers say so in <c>Origin</c>, and other sites cannot forge it.</summary>
public static class SameOrigin
{
    /// <summary>Whether <c>Origin</c> is there and is our own.</summary>
    public static bool Named(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Headers.Origin is [{ } origin] && string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
