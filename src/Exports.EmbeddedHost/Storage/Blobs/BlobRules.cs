using System.Buffers.Text;
using System.Text.RegularExpressions;
using Azure;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>
/// What the blob service demands of names, metadata and blocks ("Naming and referencing containers, blobs, and metadata").
/// </summary>
internal static partial class BlobRules
{
    public const int MaxBlobNameLength = 1024;
    public const int MaxPathSegments = 254;
    public const int MaxMetadataBytes = 8 * 1024;
    public const int MaxBlockIdBytes = 64;
    public const int MaxCommittedBlocks = 50_000;
    public const long MaxBlockBytes = 4000L * 1024 * 1024;

    private const int Md5Bytes = 16;

    /// <exception cref="RequestFailedException">400 <c>InvalidResourceName</c> or <c>OutOfRangeInput</c>.</exception>
    public static void CheckContainerName(string name)
    {
        if (name.Length is < 3 or > 63)
        {
            throw BlobErrors.Refusal(400, "OutOfRangeInput", $"The container name '{name}' must be 3 to 63 characters long.");
        }

        if (!ContainerName().IsMatch(name))
        {
            throw BlobErrors.Refusal(
                400,
                "InvalidResourceName",
                $"The container name '{name}' must be lower-case letters, digits and single hyphens, none at an end.");
        }
    }

    /// <summary>Checks an address and writes it as the service does, with <c>/</c> for <c>\</c>.</summary>
    /// <exception cref="RequestFailedException">400 <c>InvalidResourceName</c> or <c>OutOfRangeInput</c>.</exception>
    public static BlobAddress Normalize(BlobAddress address)
    {
        CheckContainerName(address.Container);
        var name = address.Blob.Replace('\\', '/');
        if (name.Length is 0 or > MaxBlobNameLength || name.Count(c => c == '/') >= MaxPathSegments)
        {
            throw BlobErrors.Refusal(
                400,
                "OutOfRangeInput",
                $"A blob name has 1 to {MaxBlobNameLength} characters and at most {MaxPathSegments} path segments.");
        }

        return name.Any(char.IsControl)
            ? throw BlobErrors.Refusal(400, "InvalidResourceName", "A blob name has no control characters.")
            : address with { Blob = name };
    }

    /// <exception cref="RequestFailedException">400 <c>EmptyMetadataKey</c>, <c>InvalidMetadata</c> or <c>MetadataTooLarge</c>.</exception>
    public static void CheckMetadata(IDictionary<string, string>? metadata)
    {
        var size = 0;
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>())
        {
            if (string.IsNullOrEmpty(key))
            {
                throw BlobErrors.Refusal(400, "EmptyMetadataKey", "A metadata key is empty.");
            }

            if (!Identifier().IsMatch(key) || value is null || !value.All(c => c is >= ' ' and <= '~'))
            {
                throw BlobErrors.Refusal(
                    400, "InvalidMetadata", $"The metadata '{key}' must be a C# identifier with a printable ASCII value.");
            }

            size += key.Length + value.Length;
        }

        if (size > MaxMetadataBytes)
        {
            throw BlobErrors.Refusal(400, "MetadataTooLarge", $"The metadata has {size} bytes; {MaxMetadataBytes} are allowed.");
        }
    }

    /// <exception cref="RequestFailedException">400 <c>InvalidQueryParameterValue</c>.</exception>
    public static void CheckBlockId(string blockId)
    {
        if (string.IsNullOrEmpty(blockId) || !Base64.IsValid(blockId, out var length) || length is 0 or > MaxBlockIdBytes)
        {
            throw BlobErrors.Refusal(
                400, "InvalidQueryParameterValue", $"The block id '{blockId}' must be 1 to {MaxBlockIdBytes} bytes in base64.");
        }
    }

    /// <exception cref="RequestFailedException">400 <c>InvalidHeaderValue</c>: a block has at least one byte.</exception>
    public static void CheckBlockLength(long length)
    {
        if (length == 0)
        {
            throw BlobErrors.Refusal(400, "InvalidHeaderValue", "A block has at least one byte.");
        }
    }

    /// <exception cref="RequestFailedException">409 <c>BlockCountExceedsLimit</c>; 400 <c>InvalidBlockId</c>.</exception>
    public static void CheckBlockList(IReadOnlyList<string> blockIds)
    {
        if (blockIds.Count > MaxCommittedBlocks)
        {
            throw BlobErrors.Refusal(
                409, "BlockCountExceedsLimit", $"The list has {blockIds.Count} blocks; {MaxCommittedBlocks} are allowed.");
        }

        if (blockIds.Any(id => !Base64.IsValid(id)))
        {
            throw BlobErrors.Refusal(400, "InvalidBlockId", "A block id in the list is not base64.");
        }
    }

    /// <exception cref="RequestFailedException">400 <c>InvalidMd5</c> or <c>Md5Mismatch</c>.</exception>
    public static void CheckHash(byte[]? expected, byte[]? actual)
    {
        if (expected is null)
        {
            return;
        }

        if (expected.Length != Md5Bytes)
        {
            throw BlobErrors.Refusal(400, "InvalidMd5", $"An MD5 has {Md5Bytes} bytes, not {expected.Length}.");
        }

        if (!expected.AsSpan().SequenceEqual(actual))
        {
            throw BlobErrors.Refusal(400, "Md5Mismatch", "The content that arrived does not have the MD5 that was announced.");
        }
    }

    [GeneratedRegex("^[a-z0-9](-?[a-z0-9])*$", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerName();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
