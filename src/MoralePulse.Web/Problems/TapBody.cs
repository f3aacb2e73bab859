using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using MoralePulse.Device;

namespace MoralePulse.Web.Problems;

/// <summary>
/// Describes the body of <c>POST ratings</c>, which the endpoint reads by hand: to declare it the usual way would have the framework refuse other content types in
/// its own words.
/// </summary>
internal static class TapBody
{
    public static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        if (operation.OperationId != "tap") return;
        var tap = await context.GetOrCreateSchemaAsync(typeof(TapToSend), cancellationToken: stop);
        tap.Required = new HashSet<string> { "pass", "unit", "shift", "mood" };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "One rating with one day pass, and the week pass with a person's first tap of a week. Send no cookie and no Authorization header.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = tap } },
        };
    }
}
