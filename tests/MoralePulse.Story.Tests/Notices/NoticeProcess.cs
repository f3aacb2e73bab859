using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MoralePulse.Insight;
using MoralePulse.Issuance;
using MoralePulse.Issuance.Notices;
using MoralePulse.Issuance.Notices.Sending;
using MoralePulse.Web.Notices;

namespace MoralePulse.Story.Tests.Notices;

/// <summary>What a process of the service has of notices, with connections, circuit breakers and a log of its own. Several of them are several nodes.</summary>
internal sealed class NoticeProcess : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private NoticeSender? sender;

    public NoticeProcess(IConfiguration settings, TimeProvider time)
    {
        var added = new ServiceCollection();
        added.AddSingleton(settings).AddSingleton(time);
        added.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Keeper(Log)));
        added.AddIssuance(settings.GetConnectionString("Issuance")!).AddInsight(settings.GetConnectionString("Insight")!);
        added.AddNotices(settings).AddNoticeSender(settings).AddSingleton<DigestRound>();
        services = added.BuildServiceProvider();
    }

    /// <summary>Everything that it logged, at every level.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Starts to drain the outbox.</summary>
    public Task Send() => (sender = services.GetServices<IHostedService>().OfType<NoticeSender>().Single()).StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (sender is not null) await sender.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
    }

    private sealed class Keeper(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
