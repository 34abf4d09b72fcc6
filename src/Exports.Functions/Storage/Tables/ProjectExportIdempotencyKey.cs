using Azure;

namespace Exports.Functions.Storage.Tables;

/// <summary>What an <c>Idempotency-Key</c> stands for in one project.</summary>
/// <param name="KeyHash">Hex SHA-256 of requester and key: a key is never stored, and one requester's key is not another's.</param>
/// <param name="JobId">The job it was first used for.</param>
/// <param name="RequestHash">Hex SHA-256 of that request's body: the same key with another body is a mistake worth telling.</param>
internal sealed record ProjectExportIdempotencyKey(string KeyHash, string JobId, string RequestHash)
{
    /// <summary>The version that was read; default for a key that must not exist yet.</summary>
    public ETag ETag { get; init; }
}
