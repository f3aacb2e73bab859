using System.Net;
using System.Net.Sockets;

namespace MoralePulse.Issuance.Notices.Sending;

/// <summary>
/// Which addresses a webhook may have. Whoever may set one must not be able to make this server talk to its own network: so only to hosts that the
/// settings list, by https, and only to public addresses, which are looked at after the name has been looked up and are those that are connected to.
/// </summary>
/// <param name="options">Lists the hosts. One that is listed as it is, without a star, may be in the service's own network.</param>
/// <param name="lookUp">Looks a name up; null: as the machine does.</param>
public sealed class WebhookGuard(NoticeOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null)
{
    private const int Longest = 2000;

    private readonly Func<string, CancellationToken, Task<IPAddress[]>> lookUp = lookUp ?? Dns.GetHostAddressesAsync;

    /// <summary>The address of a webhook; null for one that may not be.</summary>
    public Uri? Allowed(string? text)
    {
        if (text?.Trim() is not { Length: > 0 and <= Longest } trimmed || trimmed.Any(char.IsControl) || !Uri.TryCreate(trimmed, UriKind.Absolute, out var address)) return null;
        var named = IsListed(address.IdnHost, asItIs: true);
        return address switch
        {
            not { UserInfo: "", Fragment: "" } => null,
            { Scheme: "https" } when named => address,
            { Scheme: "http", IsLoopback: true } when named => address, // on this very machine
            { Scheme: "https", IsDefaultPort: true, HostNameType: UriHostNameType.Dns } when IsListed(address.IdnHost, asItIs: false) => address,
            _ => null,
        };
    }

    /// <summary>Connects to a host that may be connected to.</summary>
    /// <exception cref="WebhookRefusedException">Its name leads into a network that is not public.</exception>
    internal async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var (host, port) = (context.DnsEndPoint.Host.Trim('[', ']'), context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await lookUp(host, stop);
        if (!IsListed(host, asItIs: true) && !found.All(PublicNetwork.Has)) throw new WebhookRefusedException(DeliveryTexts.PrivateNetwork);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A star stands for one or more labels: never for none, and never for part of one.
    private bool IsListed(string host, bool asItIs) => options.WebhookHosts.Any(listed => listed.StartsWith("*.", StringComparison.Ordinal)
        ? !asItIs && host.Length > listed.Length - 1 && host.EndsWith(listed[1..], StringComparison.OrdinalIgnoreCase)
        : asItIs && string.Equals(listed, host, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A webhook that nothing may be posted to.</summary>
/// <param name="why">The reason, without an address.</param>
internal sealed class WebhookRefusedException(string why) : Exception(why);
