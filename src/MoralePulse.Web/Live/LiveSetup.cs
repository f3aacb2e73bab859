using MoralePulse.Domain.Access;
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
        return services.AddSingleton<WatchedScopes>().AddSingleton<Watchers>().AddHostedService<PulsePush>().AddHostedService<WatchRights>();
    }

    /// <summary>Maps the hub, for signed-in people on our own pages only: a browser's WebSocket ignores CORS, so Origin is checked here.</summary>
    public static void MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapHub<PulseHub>("/hubs/pulse", options => options.CloseOnAuthenticationExpiration = true)
            .Add(endpoint =>
            {
                var inner = endpoint.RequestDelegate!;
                endpoint.RequestDelegate = context =>
                    !SameOrigin(context.Request) ? Results.Problem(
                        type: "/problems/other-origin", statusCode: 403, title: "This page may not watch", detail: "Open the board at its own address.").ExecuteAsync(context)
                    : context.Features.Get<Viewer>() is null ? SignInProblems.SignInFirst.ExecuteAsync(context)
                    : inner(context);
            });

    private static bool SameOrigin(HttpRequest request) =>
        request.Headers.Origin is not [{ } origin] || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
