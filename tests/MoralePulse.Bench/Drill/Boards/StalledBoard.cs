using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace MoralePulse.Bench.Drill.Boards;

/// <summary>
/// A live board that stops reading and goes on asking: its window closes, and what the service has for it piles up. It is alive as far as its own messages tell.
/// </summary>
internal sealed class StalledBoard : IAsyncDisposable
{
    private const char RecordEnd = '\u001e';
    private const int MaximumSegment = 2; // TCP_MAXSEG of Linux: small segments keep the sender's buffer small, as on a bad line

    private readonly ClientWebSocket socket;
    private readonly HttpMessageInvoker invoker;
    private readonly CancellationTokenSource end = new();

    private StalledBoard(ClientWebSocket socket, HttpMessageInvoker invoker) => (this.socket, this.invoker) = (socket, invoker);

    /// <summary>Opens one and has it watch one unit; it reads nothing of what comes.</summary>
    public static async Task<StalledBoard> Open(Uri service, string cookie)
    {
        var invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseCookies = false, ConnectCallback = Connect });
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await socket.ConnectAsync(new UriBuilder(service) { Scheme = "ws", Path = "/hubs/pulse" }.Uri, invoker, CancellationToken.None);
        var board = new StalledBoard(socket, invoker);
        await board.Say(new { protocol = "json", version = 1 });
        return board;
    }

    /// <summary>
    /// Asks for a unit's pulse again and again without reading any. Ends when the service has closed the connection, as it must, or when told that it took too long.
    /// </summary>
    /// <param name="unit">The unit.</param>
    /// <param name="deadline">When to give up.</param>
    /// <returns>Whether the service dropped it.</returns>
    public async Task<bool> IsDropped(string unit, CancellationToken deadline)
    {
        var asking = Ask(unit, deadline);
        await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !deadline.IsCancellationRequested;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        socket.Abort();
        socket.Dispose();
        invoker.Dispose();
        end.Dispose();
    }

    // A question that the service does not take any more is no end: only a closed connection makes sending fail.
    private async Task Ask(string unit, CancellationToken deadline)
    {
        for (var n = 0; ; n++)
        {
            await Say(new { type = 1, invocationId = n.ToString(System.Globalization.CultureInfo.InvariantCulture), target = "Watch", arguments = new[] { unit } }, deadline);
            await Say(new { type = 6 }, deadline);
            await Task.Delay(n < 2000 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(100), deadline);
        }
    }

    private async Task Say(object message, CancellationToken stop = default) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message) + RecordEnd), WebSocketMessageType.Text, true, stop);

    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var narrow = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 4096 };
        if (OperatingSystem.IsLinux()) narrow.SetRawSocketOption((int)ProtocolType.Tcp, MaximumSegment, BitConverter.GetBytes(536));
        await narrow.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, stop);
        return new NetworkStream(narrow, ownsSocket: true);
    }
}
