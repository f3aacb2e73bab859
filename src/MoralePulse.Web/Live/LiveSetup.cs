using Microsoft.AspNetCore.Authentication;
using MoralePulse.Domain.Access;
using MoralePulse.Insight.WallDisplays;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.Live;

/// <summary>Live boards: the hub and what pushes to it.</summary>
public static class LiveSetup
{
    /// <summary>Adds the hub.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR(options =>
        {
            options.MaximumReceiveMessageSize = 4 * 1024; // a client says "Watch" and an id, nothing longer
            options.StatefulReconnectBufferSize = 64 * 1024;
        }).AddJsonProtocol(options => options.PayloadSerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.CamelCase);
        return services.AddSingleton<WatchedScopes>().AddSingleton<Watchers>().AddSingleton<Stragglers>().AddSingleton<Sight>().AddHostedService<PulsePush>().AddHostedService<WatchRights>();
    }

    /// <summary>Maps the hub, for signed-in people and wall displays on our own pages only: a browser's WebSocket ignores CORS, so Origin is checked here.</summary>
    public static void MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapHub<PulseHub>("/hubs/pulse")
            .Add(endpoint =>
            {
                var inner = endpoint.RequestDelegate!;
                endpoint.RequestDelegate = async context =>
                {
                    if (!SameOrigin(context.Request))
                    {
                        await Results.Problem(type: "/problems/other-origin", statusCode: 403, title: LiveTexts.OtherOrigin, detail: LiveTexts.OtherOriginRemedy).ExecuteAsync(context);
                        return;
                    }

                    if (await Who(context) is not { } onlooker)
                    {
                        await SignInProblems.SignInFirst.ExecuteAsync(context);
                        return;
                    }

                    // A display's browser may have a cookie, too. An item, since long polling keeps no features.
                    var until = onlooker is Onlooker.Person ? context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc : null;
                    context.Items[typeof(Admitted)] = new Admitted(onlooker, until);
                    await inner(context);
                };
            });

    // A wall display's token comes as SignalR brings one: in a header or, since a browser's WebSocket has none, in the query. Where there is one, no cookie counts.
    private static async Task<Onlooker?> Who(HttpContext context)
    {
        const string scheme = "Bearer ";
        var bearer = context.Request.Headers.Authorization.ToString();
        var token = bearer.StartsWith(scheme, StringComparison.Ordinal) ? bearer[scheme.Length..] : context.Request.Query["access_token"].ToString();
        if (token.Length == 0) return context.Features.Get<SignedIn>() is { } who ? new Onlooker.Person(who.Ods, who.Person) : null;
        var links = context.RequestServices.GetRequiredService<WallLinks>();
        return WallToken.TryParse(token, out var wall) && await links.Find(wall, context.RequestAborted) is { } link ? new Onlooker.Wall(link.Ods, link.Id) : null;
    }

    private static bool SameOrigin(HttpRequest request) =>
        request.Headers.Origin is not [{ } origin] || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
