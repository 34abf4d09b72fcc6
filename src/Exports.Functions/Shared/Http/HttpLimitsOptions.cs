using System.ComponentModel.DataAnnotations;

namespace Exports.Functions.Shared.Http;

/// <summary>Settings section <c>Http</c>.</summary>
internal sealed class HttpLimitsOptions
{
    public const string Section = "Http";

    internal const long DefaultMaxBodyBytes = 90_000_000;

    /// <summary>
    /// The largest request body, in bytes. The default is below the Functions host's own limit of 100 MB, so that the refusal is ours and
    /// readable; only a host without such a limit can use more.
    /// </summary>
    /// <value>90,000,000</value>
    [Range(1, 1L << 50)]
    public long MaxBodyBytes { get; set; } = DefaultMaxBodyBytes;
}
