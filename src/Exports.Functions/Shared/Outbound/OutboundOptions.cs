using System.ComponentModel.DataAnnotations;

namespace Exports.Functions.Shared.Outbound;

/// <summary>Settings section <c>Outbound</c>: requests to URLs that callers give (uploads, remote imports, webhooks).</summary>
internal sealed class OutboundOptions
{
    public const string Section = "Outbound";

    internal const int DefaultMaxRedirects = 5;
    internal static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(15);
    internal static readonly TimeSpan DefaultResponseTimeout = TimeSpan.FromSeconds(100);

    /// <summary>Whether <c>http</c> is accepted beside <c>https</c>.</summary>
    /// <value>false</value>
    public bool AllowHttp { get; set; }

    /// <summary>
    /// Host names or addresses that may be reached although they are, or lead to, private addresses: the targets of a closed network.
    /// A name covers itself alone, without its subdomains.
    /// </summary>
    /// <value>empty</value>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>How long finding and connecting to a host may take.</summary>
    /// <value>15 seconds</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ConnectTimeout { get; set; } = DefaultConnectTimeout;

    /// <summary>
    /// How long the other side may keep silent: taking nothing of the request, not beginning its response, sending nothing of its body.
    /// A long transfer that goes on is never cut.
    /// </summary>
    /// <value>100 seconds</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ResponseTimeout { get; set; } = DefaultResponseTimeout;

    /// <summary>How many redirects of one request are followed.</summary>
    /// <value>5</value>
    [Range(0, 20)]
    public int MaxRedirects { get; set; } = DefaultMaxRedirects;
}
