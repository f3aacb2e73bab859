using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MoralePulse.Bench.Drill;

/// <summary>A tap whose phone drops the connection with the last byte of the request: the service may have it, and nobody hears the answer.</summary>
internal static class DroppedRequest
{
    public static async Task Send(Uri service, DrillTap tap)
    {
        using var phone = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new(true, 0) }; // closed by a reset
        await phone.ConnectAsync(new IPEndPoint(IPAddress.Loopback, service.Port));
        var head = $"POST {tap.Path} HTTP/1.1\r\nHost: {service.Authority}\r\nContent-Type: application/json\r\nContent-Length: {tap.Body.Length}\r\n\r\n";
        byte[] request = [.. Encoding.ASCII.GetBytes(head), .. tap.Body];
        for (var sent = 0; sent < request.Length;) sent += await phone.SendAsync(request.AsMemory(sent));
        // Until the service has read it, or the reset would overtake it: what it has read is acknowledged by its system and asked for no more.
        await Task.Delay(TimeSpan.FromMilliseconds(5));
    }
}
