using System.Net;
using System.Net.Sockets;

namespace MoralePulse.Bench.Drill.Wire;

/// <summary>Stands between a service and PostgreSQL, passes everything on, and can cut a connection at a COMMIT.</summary>
internal sealed class WireProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Func<int> server;
    private readonly Task listening;
    private volatile WireCut? cut;

    /// <summary>Listens on a free port of loopback.</summary>
    /// <param name="server">Where PostgreSQL listens at the moment.</param>
    public WireProxy(Func<int> server)
    {
        this.server = server;
        listener.Start();
        listening = Listen();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What is to be cut; null for nothing.</summary>
    public WireCut? Cut
    {
        get => cut;
        set => cut = value;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await listening;
        end.Dispose();
    }

    private async Task Listen()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptSocketAsync(end.Token));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Serve(Socket service)
    {
        using (service)
        using (var database = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })
        {
            try
            {
                service.NoDelay = true;
                await database.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server()), end.Token);
                await new WireSession(service, database, () => cut).Run(end.Token);
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
            }
        }
    }
}
