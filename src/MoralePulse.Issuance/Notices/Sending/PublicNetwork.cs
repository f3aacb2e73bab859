using System.Net;
using System.Net.Sockets;

namespace MoralePulse.Issuance.Notices.Sending;

/// <summary>Which internet addresses are out in the world, rather than on this machine, in its network or kept for special use (RFC 6890).</summary>
internal static class PublicNetwork
{
    private static readonly IPNetwork World6 = IPNetwork.Parse("2000::/3"); // all that is given out

    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", // tunnels lead to IPv4 addresses of anybody's choice
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Whether an address is a public one.</summary>
    public static bool Has(IPAddress address)
    {
        var at = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (at.AddressFamily == AddressFamily.InterNetwork || World6.Contains(at)) && !Special.Any(network => network.Contains(at));
    }
}
