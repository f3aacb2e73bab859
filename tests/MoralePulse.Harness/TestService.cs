using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MoralePulse.Web;

namespace MoralePulse.Harness;

/// <summary>The real service on a real port, over a fixture's database.</summary>
public sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestService(WebApplication app) => this.app = app;

    /// <summary>Where it listens: loopback, a free port.</summary>
    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Its services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts it.</summary>
    /// <param name="database">The database it serves.</param>
    /// <param name="time">Its clock; null for the machine's.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="log">Where its log goes too.</param>
    public static async Task<TestService> Start(
        TestDatabase database, TimeProvider? time = null, string environment = "Development", IReadOnlyDictionary<string, string?>? settings = null, ILoggerProvider? log = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ApplicationName = typeof(Service).Assembly.GetName().Name });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(database.Settings).AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        if (time is not null) builder.Services.AddSingleton(time);
        var app = Service.Build(builder);
        if (log is not null) app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await app.StartAsync();
        return new(app);
    }

    /// <summary>A client that keeps no cookies and follows no redirects, so that a test sees and sends what it says.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>Waits until what it prepares after its start is there: from then on the same question has the same answer.</summary>
    /// <exception cref="InvalidOperationException">It was not ready after five minutes.</exception>
    public async Task Ready()
    {
        using var http = Client();
        for (var tries = 0; tries < 3000; tries++)
        {
            using var answer = await http.GetAsync("/healthz/ready");
            if (answer.IsSuccessStatusCode) return;
            await Task.Delay(100);
        }

        throw new InvalidOperationException("The service was not ready after five minutes.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
