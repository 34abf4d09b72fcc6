using System.ComponentModel.DataAnnotations;

namespace Exports.Functions.RegistryImports.Registry;

/// <summary>
/// How requests to the registry are authorised, read from the section <c>RegistryImports:Token</c>: a token made elsewhere, or the key to
/// sign one with (RS256, as the registry's <c>auth.token</c> configuration expects it).
/// </summary>
internal sealed class RegistryTokenOptions
{
    public const string Section = "RegistryImports:Token";

    /// <summary>A bearer token made elsewhere; it is used as it is.</summary>
    public string? Bearer { get; set; }

    /// <summary>An RSA private key in PEM, whose certificate the registry trusts.</summary>
    public string? SigningKey { get; set; }

    /// <summary>The <c>iss</c> claim.</summary>
    /// <value>The default is <c>exports-functions</c>; the registry must be configured with the same.</value>
    public string Issuer { get; set; } = "exports-functions";

    /// <summary>The <c>aud</c> claim: the registry's service name.</summary>
    /// <value>The default is <c>container_registry</c>.</value>
    public string Audience { get; set; } = "container_registry";

    /// <summary>How long a signed token is good for.</summary>
    /// <value>The default is 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(5);
}
