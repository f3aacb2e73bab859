using System.Reflection;
using Microsoft.AspNetCore.Components;
using MoralePulse.Web;

namespace MoralePulse.Browser.Tests.EveryPage;

/// <summary>The addresses of every page, from the routes that pages name: a new page is looked at without being listed here, unless its address has a parameter.</summary>
public static class Addresses
{
    // What stands for a parameter, and states that a query names.
    private static readonly Dictionary<string, string[]> More = new()
    {
        ["/"] = ["/?problem=unknown-person"],
        ["/board"] = ["/board?window=7d"],
        ["/board/{Id}"] = ["/board/surgery", "/board/ward-2", "/board/ward-17"],
        ["/cohorts"] = ["/cohorts?measure=red&window=28d"],
        ["/heat-map"] = ["/heat-map?every=open&weeks=26"],
        ["/units"] = ["/units?window=7d"],
        ["/units/{Id}"] = ["/units/surgery?window=7d"],
        ["/wall/{Token}"] = ["/wall/nothing-of-the-kind"],
        ["/problems/{Slug}"] = ["/problems/over", "/problems/nothing-of-the-kind"],
        ["/trend"] = ["/trend?measure=reach"],
        ["/trend/{Code}"] = ["/trend/surgery", "/trend/surgery?grain=day&measure=taps&profile=r", "/trend/medicine?measure=red&grain=month", "/trend/ward-17", "/trend/ward-2", "/trend/nowhere"],
        ["/trend/{Kind}/{Code}"] = ["/trend/shift/early", "/trend/staff-group/nursing"],
        ["/summary"] = ["/summary?measure=red"],
        ["/notices"] = ["/notices?done=chosen", "/notices?problem=webhook&unit=ward-17"],
        ["/unsubscribe/{Token}"] = ["/unsubscribe/token", "/unsubscribe/token?done=true", "/unsubscribe/token?dead=true"],
    };

    /// <summary>Routes of all pages.</summary>
    public static IReadOnlyList<string> Routes { get; } =
        [.. typeof(Service).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Routes with a parameter that nothing here stands for.</summary>
    public static IReadOnlyList<string> Unknown { get; } = [.. Routes.Where(route => route.Contains('{', StringComparison.Ordinal) && !More.ContainsKey(route))];

    /// <summary>An address or more of every page.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Routes.SelectMany(route => (string[])[.. route.Contains('{', StringComparison.Ordinal) ? (string[])[] : [route], .. More.GetValueOrDefault(route, [])])];

    /// <summary>An address as a part of a file's name.</summary>
    public static string AsName(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.Trim('/') is "" ? "start" : string.Concat(address.Trim('/').Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'));
    }
}
