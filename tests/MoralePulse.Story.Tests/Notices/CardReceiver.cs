using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MoralePulse.Story.Tests.Notices;

/// <summary>A card that was posted.</summary>
/// <param name="Key">Its Idempotency-Key.</param>
/// <param name="Body">Its body.</param>
internal sealed record PostedCard(string Key, JsonElement Body);

/// <summary>A real HTTP receiver of cards, on loopback.</summary>
internal sealed class CardReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private CardReceiver(WebApplication app) => this.app = app;

    /// <summary>What it answers; 0: nothing, ever.</summary>
    public int Answers { get; set; } = 202;

    /// <summary>Every card that has come in, whatever it answered.</summary>
    public ConcurrentQueue<PostedCard> Posted { get; } = new();

    /// <summary>How many requests came to the place that redirects lead to.</summary>
    public int Elsewhere { get; private set; }

    public Uri Address => new(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "/hook/top-secret-9f2c");

    public static async Task<CardReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new CardReceiver(app);
        app.MapPost("/hook/{secret}", receiver.Take);
        app.MapFallback(() => receiver.Elsewhere++);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(true));
        await app.DisposeAsync();
    }

    private async Task Take(HttpContext context)
    {
        var body = await context.Request.ReadFromJsonAsync<JsonElement>(context.RequestAborted);
        Posted.Enqueue(new(context.Request.Headers["Idempotency-Key"].Single()!, body));
        if (Answers == 0) await Task.Delay(Timeout.Infinite, context.RequestAborted);
        if (Answers is >= 300 and < 400) context.Response.Headers.Location = "/elsewhere";
        context.Response.StatusCode = Answers;
    }
}
