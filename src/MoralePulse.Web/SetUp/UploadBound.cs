using Microsoft.AspNetCore.Http.Features;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.SetUp;

/// <summary>
/// How large a form with a file may be, and what is answered where it is larger. A browser that is still sending reads no answer and shows a lost connection, so what is too large is read to its
/// end and thrown away before it is answered.
/// </summary>
/// <param name="Most">Bytes of the whole form at most.</param>
/// <param name="TooLarge">The answer.</param>
internal sealed record UploadBound(long Most, Func<SignedIn, IResult> TooLarge)
{
    /// <summary>Room in a form for what stands around its file, in bytes.</summary>
    public const int Overhead = 64 * 1024;

    private const long MostRead = 64 * 1024 * 1024;

    /// <summary>Whether the form is too large; then it has been read, unless it is so large that nobody sent it by mistake.</summary>
    public async Task<bool> IsExceeded(HttpContext context)
    {
        var over = context.Request.ContentLength > Most;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = over ? MostRead : Most;
        if (over && context.Request.ContentLength <= MostRead) await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        return over;
    }
}
