using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MoralePulse.Web;

namespace MoralePulse.Bench.Drill;

/// <summary>The service as a process of its own, which can be killed and started again at the same address.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly IReadOnlyDictionary<string, string?> settings;
    private Process process;

    private ServiceProcess(IReadOnlyDictionary<string, string?> settings, Uri address)
    {
        (this.settings, Address) = (settings, address);
        process = Begin();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    public static async Task<ServiceProcess> Start(IReadOnlyDictionary<string, string?> settings, CancellationToken stop)
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var address = new Uri($"http://{port.LocalEndpoint}");
        port.Stop();
        var service = new ServiceProcess(settings, address);
        await service.Ready(stop);
        return service;
    }

    /// <summary>Kills it (SIGKILL).</summary>
    public void Kill() => process.Kill();

    /// <summary>Starts it again after a kill, and returns when it is ready.</summary>
    public async Task StartAgain(CancellationToken stop)
    {
        await process.WaitForExitAsync(stop);
        process.Dispose();
        process = Begin();
        await Ready(stop);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private Process Begin()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Service).Assembly.Location]) { WorkingDirectory = AppContext.BaseDirectory, RedirectStandardOutput = true };
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["Logging__LogLevel__Default"] = "Critical"; // what it says of a database that is being killed is not what is drilled
        var begun = Process.Start(start)!;
        begun.BeginOutputReadLine();
        return begun;
    }

    /// <summary>Waits until it and its databases answer.</summary>
    public async Task Ready(CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        for (; ; await Task.Delay(50, stop))
        {
            if (process.HasExited) throw new InvalidOperationException($"The service ended by itself with {process.ExitCode}.");
            try
            {
                using var answer = await http.GetAsync("/healthz/ready", stop);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
            {
            }
        }
    }
}
