using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Portal.Platform;

/// <summary>
/// The network somebody comes from, for counting. An IPv4 address is one subscriber; with IPv6 a subscriber has a whole /64 to choose
/// addresses from (RFC 6177, RFC 8981), so that counts as one.
/// </summary>
public static class ClientNetwork
{
    private const int SubscriberBytes = 8;

    /// <summary>As text: <c>192.0.2.7</c> or <c>2001:db8:0:1::/64</c>; empty when there is no address.</summary>
    public static string Of(IPAddress? address) => address is null ? "" : Cut(address, 4, SubscriberBytes);

    /// <summary>
    /// Where a request comes from, for who must find out afterwards: the network and not the device, enough to see an attack, too little
    /// to follow a person.
    /// </summary>
    public static string OriginOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Connection.RemoteIpAddress is { } address ? Cut(address, bytesOf4: 3, bytesOf6: 6) : "unknown";
    }

    /// <summary>The first bytes of an address, as a network.</summary>
    /// <param name="address">The address.</param>
    /// <param name="bytesOf4">How many of the four bytes of IPv4 are kept; four: the address itself.</param>
    /// <param name="bytesOf6">How many of the sixteen of IPv6.</param>
    public static string Cut(IPAddress address, int bytesOf4, int bytesOf6)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily == AddressFamily.InterNetwork ? bytesOf4 : bytesOf6;
        Array.Clear(bytes, kept, bytes.Length - kept);
        return kept == bytes.Length ? $"{new IPAddress(bytes)}" : $"{new IPAddress(bytes)}/{kept * 8}";
    }
}
