using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MoralePulse.Bench.Drill.Wire;
using MoralePulse.Harness;
using Npgsql;

namespace MoralePulse.Bench.Drill;

/// <summary>One of the two service processes: it can be killed and started again at the same address, paused, and have its clock stepped. Between it and PostgreSQL is a proxy of its own.</summary>
internal sealed class DrillNode : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string?> settings;
    private Process process;

    private DrillNode(int number, IReadOnlyDictionary<string, string?> settings, Uri address, WireProxy proxy)
    {
        (Number, this.settings, Address, Proxy) = (number, settings, address, proxy);
        Http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        process = Begin();
    }

    /// <summary>1 or 2.</summary>
    public int Number { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What its database connections go through.</summary>
    public WireProxy Proxy { get; }

    /// <summary>A client of it that keeps no cookies; whoever asks says how long she waits.</summary>
    public HttpClient Http { get; }

    /// <summary>How far its clock is ahead.</summary>
    public TimeSpan Offset { get; private set; }

    /// <summary>Starts one, and returns when it is ready.</summary>
    /// <param name="number">Which one.</param>
    /// <param name="settings">A service's settings over the database itself.</param>
    /// <param name="port">Where PostgreSQL listens at the moment.</param>
    public static async Task<DrillNode> Start(int number, IReadOnlyDictionary<string, string?> settings, Func<int> port)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = new Uri($"http://{free.LocalEndpoint}");
        free.Stop();
        var proxy = new WireProxy(port);
        var through = settings.ToDictionary(pair => pair.Key, pair => pair.Key.StartsWith("ConnectionStrings:", StringComparison.Ordinal) ? Through(pair.Value!, proxy.Port) : pair.Value);
        var node = new DrillNode(number, through, address, proxy);
        await node.Ready(CancellationToken.None);
        return node;
    }

    /// <summary>Kills it (SIGKILL).</summary>
    public void Kill() => process.Kill();

    /// <summary>Stops it where it stands (SIGSTOP).</summary>
    public void Pause() => UnixSignal.Send(process.Id, "STOP");

    /// <summary>Lets it go on (SIGCONT).</summary>
    public void GoOn() => UnixSignal.Send(process.Id, "CONT");

    /// <summary>Bytes of memory that it has now.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Starts it again after a kill, with the machine's own time, and returns when it is ready.</summary>
    public async Task StartAgain()
    {
        await process.WaitForExitAsync();
        process.Dispose();
        (process, Offset) = (Begin(), TimeSpan.Zero);
        await Ready(CancellationToken.None);
    }

    /// <summary>Steps its clock.</summary>
    /// <param name="offset">How far it is ahead from now on.</param>
    public async Task SetClock(TimeSpan offset)
    {
        await process.StandardInput.WriteLineAsync(((long)offset.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        await process.StandardInput.FlushAsync();
        if (await process.StandardOutput.ReadLineAsync() is not "stepped") throw new InvalidOperationException("The service ended while its clock was stepped.");
        Offset = offset;
    }

    /// <summary>Waits until it and its databases answer.</summary>
    public async Task Ready(CancellationToken stop)
    {
        for (; ; await Task.Delay(50, stop))
        {
            if (process.HasExited) throw new InvalidOperationException($"Service {Number} ended by itself with {process.ExitCode}.");
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
                patience.CancelAfter(TimeSpan.FromSeconds(10));
                using var answer = await Http.GetAsync("/healthz/ready", patience.Token);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !stop.IsCancellationRequested)
            {
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Http.Dispose();
        await Proxy.DisposeAsync();
    }

    // The proxy reads what goes by, so there is nothing sealed on this way.
    private static string Through(string connection, int port) =>
        new NpgsqlConnectionStringBuilder(connection) { Port = port, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable }.ConnectionString;

    private Process Begin()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(NodeHost).Assembly.Location, NodeHost.Command, Address.ToString()])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return Process.Start(start)!;
    }
}
