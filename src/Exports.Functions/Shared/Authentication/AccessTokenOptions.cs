using System.ComponentModel.DataAnnotations;

namespace Exports.Functions.Shared.Authentication;

/// <summary>One accepted token. The token itself is in no setting.</summary>
internal sealed class AccessTokenOptions
{
    /// <summary>Who calls with it; shown as the requester of a job.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The token's SHA-256 as 64 hexadecimal digits: <c>printf %s "$TOKEN" | sha256sum</c>.</summary>
    [Required]
    [RegularExpression("[0-9a-fA-F]{64}", ErrorMessage = "Hash must be the token's SHA-256 as 64 hexadecimal digits.")]
    public string Hash { get; set; } = "";

    /// <summary><c>read_api</c>, <c>api</c> or <c>admin</c>.</summary>
    /// <value><c>read_api</c></value>
    public string Scope { get; set; } = "read_api";
}
