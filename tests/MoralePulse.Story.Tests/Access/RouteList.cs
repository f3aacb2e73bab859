using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;

namespace MoralePulse.Story.Tests.Access;

/// <summary>Every address of the running service with a value for each of its parts, so that it can be tried.</summary>
internal static class RouteList
{
    /// <summary>A department that is open to everybody, the team of all who try, and somebody else's team.</summary>
    private static readonly string[] Units = ["surgery", "ward-1", "ward-17"];

    private static readonly Dictionary<string, string> Queries = new()
    {
        ["/sign-in"] = "?ods=RY5",
        ["/sign-in/stranger"] = "?ods=RY5&provider=trust",
        ["/sign-in/go"] = "?ods=RY5&provider=trust",
        ["/sign-out/front-channel"] = "?iss=http%3A%2F%2F127.0.0.1%3A1&sid=any",
    };

    /// <summary>Method and address, in order. What everybody loads (styles, scripts, pictures) is left out.</summary>
    /// <param name="sources">The service's routes.</param>
    /// <param name="ods">The organisation that is named in them.</param>
    /// <param name="units">The units.</param>
    public static IReadOnlyList<(string Method, string Address)> Of(IEnumerable<EndpointDataSource> sources, string ods = "RY5", string[]? units = null) =>
    [
        .. sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .SelectMany(endpoint => Addresses(endpoint.RoutePattern, ods, units ?? Units).SelectMany(address => Methods(endpoint).Select(method => (method, address))))
            .Append(("GET", "/sign-in/callback/trust")) // answered before routing
            .Distinct().OrderBy(route => route.Item2, StringComparer.Ordinal).ThenBy(route => route.Item1, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods switch
    {
        { Count: > 0 } named => named,
        _ => ["GET", "POST"],
    };

    private static IEnumerable<string> Addresses(RoutePattern pattern, string ods, string[] units)
    {
        var ofCohort = pattern.Parameters.Any(part => part.Name.Equals("kind", StringComparison.OrdinalIgnoreCase));
        IEnumerable<string> addresses = [""];
        foreach (var segment in pattern.PathSegments)
        {
            addresses = from start in addresses from value in Values(segment, ofCohort, ods, units) select value is "" ? start : $"{start}/{value}";
        }

        return addresses.Select(address => address is "" ? "/" : address + Queries.GetValueOrDefault(address));
    }

    private static IEnumerable<string> Values(RoutePatternPathSegment segment, bool ofCohort, string ods, string[] units)
    {
        IEnumerable<string> values = [""];
        foreach (var part in segment.Parts)
        {
            var own = part switch
            {
                RoutePatternLiteralPart literal => [literal.Content],
                RoutePatternSeparatorPart separator => [separator.Content],
                RoutePatternParameterPart parameter => Samples(parameter, ofCohort, ods, units),
                _ => throw new InvalidOperationException("A route has a part of a new kind."),
            };
            values = from start in values from value in own select start + value;
        }

        return values;
    }

    private static string[] Samples(RoutePatternParameterPart parameter, bool ofCohort, string ods, string[] units) => parameter.Name.ToLowerInvariant() switch
    {
        "ods" => [ods],
        "kind" => ["shift"],
        "code" when ofCohort => ["early"],
        "id" or "unit" or "code" => units,
        "documentname" => ["v1"],
        "slug" => ["over"],
        _ when parameter.IsCatchAll => [""],
        var name => [name],
    };
}
