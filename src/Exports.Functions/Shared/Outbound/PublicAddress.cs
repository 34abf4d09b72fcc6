using System.Net;
using System.Net.Sockets;

namespace Exports.Functions.Shared.Outbound;

/// <summary>
/// Which addresses belong to the public Internet. IPv4 is public unless it is in one of the IANA special-purpose blocks; IPv6 only
/// inside the global unicast range, and where it carries an IPv4 address that one has to be public too.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] SpecialV4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network, unspecified
        IPNetwork.Parse("10.0.0.0/8"), // private
        IPNetwork.Parse("100.64.0.0/10"), // carrier-grade NAT
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("168.63.129.16/32"), // Azure's host agent, a public number that is none
        IPNetwork.Parse("169.254.0.0/16"), // link-local, with the clouds' metadata service
        IPNetwork.Parse("172.16.0.0/12"), // private
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments
        IPNetwork.Parse("192.0.2.0/24"), // documentation
        IPNetwork.Parse("192.88.99.0/24"), // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"), // private
        IPNetwork.Parse("198.18.0.0/15"), // benchmarks
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"), // documentation
        IPNetwork.Parse("224.0.0.0/4"), // multicast
        IPNetwork.Parse("240.0.0.0/4"), // reserved, broadcast
    ];

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialV6 =
    [
        IPNetwork.Parse("2001::/23"), // protocol assignments, with Teredo
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("3fff::/20"), // documentation
    ];

    /// <summary>The IPv4 address of these stands in the last four bytes.</summary>
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>The IPv4 address of these stands after the first two bytes.</summary>
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    public static bool Is(IPAddress address)
    {
        if (address.AddressFamily is AddressFamily.InterNetwork)
            return !SpecialV4.Any(block => block.Contains(address));
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return false;
        if (address.IsIPv4MappedToIPv6)
            return Is(address.MapToIPv4());
        if (Nat64.Contains(address))
            return Is(EmbeddedV4(address, 12));
        if (SixToFour.Contains(address))
            return Is(EmbeddedV4(address, 2));
        return GlobalV6.Contains(address) && !SpecialV6.Any(block => block.Contains(address));
    }

    private static IPAddress EmbeddedV4(IPAddress address, int offset) => new(address.GetAddressBytes().AsSpan(offset, 4));
}
