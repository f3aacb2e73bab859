using System.Globalization;
using System.Text;
using MoralePulse.Domain.Access;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Web.Pages.Setup;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.SetUp;

/// <summary><c>GET /setup/audit.csv</c>: the whole trail, oldest first, for staff representatives and administrators.</summary>
internal static class AuditEndpoint
{
    private const int PageSize = 1000;

    public static bool MayRead(Viewer viewer) => viewer.Roles.Contains(Role.StaffRepresentative) || viewer.Roles.Contains(Role.Administrator);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/setup/audit.csv", async (HttpContext context, AuditTrail trail, CancellationToken stop) =>
    {
        if (context.Features.Get<SignedIn>() is not { } who) return SignInProblems.SignInFirst;
        if (!MayRead(who.Viewer)) return SignInProblems.NotAllowed;
        var rows = new List<AuditRow>();
        for (var more = await trail.Read(who.Ods, new(), PageSize, stop); more.Count > 0; more = await trail.Read(who.Ods, new(Before: more[^1].Number), PageSize, stop)) rows.AddRange(more);
        rows.Reverse();
        var text = new StringBuilder("number,at,person,act,about,before,after\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', new[] { row.Number.ToString(CultureInfo.InvariantCulture), row.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture), row.Person ?? "", row.Act, row.About ?? "", AuditWords.Plain(row.Before), AuditWords.Plain(row.After) }.Select(Cell)).Append("\r\n");
        context.Response.Headers.CacheControl = "no-store";
        return Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8", $"audit-{who.Ods}.csv");
    }).ExcludeFromDescription();

    // A spreadsheet runs what begins like a formula.
    private static string Cell(string value)
    {
        var safe = value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + value : value;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
