using System.Net;

namespace Exports.Functions.Shared.Outbound;

/// <summary>A host as it stands in a URL, in the one spelling in which hosts are compared and looked up.</summary>
internal static class HostText
{
    /// <summary>What the name system can hold; resolvers throw for more.</summary>
    public const int MaxLength = 253;

    /// <summary>
    /// Punycode, lower case, without brackets and without the dot of the root; empty for a name that has no such form, which the framework
    /// finds out only when it is asked.
    /// </summary>
    public static string Of(Uri url)
    {
        try
        {
            return Normalize(url.IdnHost);
        }
        catch (UriFormatException)
        {
            return "";
        }
    }

    public static string Normalize(string host) => host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();

    /// <summary>
    /// The address that the host itself spells, in any notation that a resolver would accept as one (<c>127.1</c>, <c>0x7f000001</c>).
    /// </summary>
    public static bool TryReadAddress(string host, out IPAddress address) => IPAddress.TryParse(host, out address!);

    /// <summary>RFC 6761: these names are this machine, whatever a resolver says.</summary>
    public static bool IsLocalName(string host) =>
        host is "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);
}
