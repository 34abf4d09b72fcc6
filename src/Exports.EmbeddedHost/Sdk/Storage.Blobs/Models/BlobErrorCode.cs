#nullable disable

using System.ComponentModel;

namespace Azure.Storage.Blobs.Models;

/// <summary>
/// The codes by which the blob service names its refusals; compare with <see cref="RequestFailedException.ErrorCode"/>. Those this
/// host can give.
/// </summary>
public readonly struct BlobErrorCode : IEquatable<BlobErrorCode>
{
    private readonly string _value;

    public BlobErrorCode(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    public static BlobErrorCode BlobAlreadyExists { get; } = new("BlobAlreadyExists");

    public static BlobErrorCode BlobNotFound { get; } = new("BlobNotFound");

    public static BlobErrorCode BlockCountExceedsLimit { get; } = new("BlockCountExceedsLimit");

    public static BlobErrorCode BlockListTooLong { get; } = new("BlockListTooLong");

    public static BlobErrorCode ConditionNotMet { get; } = new("ConditionNotMet");

    public static BlobErrorCode ContainerAlreadyExists { get; } = new("ContainerAlreadyExists");

    public static BlobErrorCode ContainerBeingDeleted { get; } = new("ContainerBeingDeleted");

    public static BlobErrorCode ContainerNotFound { get; } = new("ContainerNotFound");

    public static BlobErrorCode EmptyMetadataKey { get; } = new("EmptyMetadataKey");

    public static BlobErrorCode InvalidBlobOrBlock { get; } = new("InvalidBlobOrBlock");

    public static BlobErrorCode InvalidBlobType { get; } = new("InvalidBlobType");

    public static BlobErrorCode InvalidBlockId { get; } = new("InvalidBlockId");

    public static BlobErrorCode InvalidBlockList { get; } = new("InvalidBlockList");

    public static BlobErrorCode InvalidHeaderValue { get; } = new("InvalidHeaderValue");

    public static BlobErrorCode InvalidInput { get; } = new("InvalidInput");

    public static BlobErrorCode InvalidMd5 { get; } = new("InvalidMd5");

    public static BlobErrorCode InvalidMetadata { get; } = new("InvalidMetadata");

    public static BlobErrorCode InvalidRange { get; } = new("InvalidRange");

    public static BlobErrorCode InvalidResourceName { get; } = new("InvalidResourceName");

    public static BlobErrorCode Md5Mismatch { get; } = new("Md5Mismatch");

    public static BlobErrorCode MetadataTooLarge { get; } = new("MetadataTooLarge");

    public static BlobErrorCode MultipleConditionHeadersNotSupported { get; } = new("MultipleConditionHeadersNotSupported");

    public static BlobErrorCode OperationTimedOut { get; } = new("OperationTimedOut");

    public static BlobErrorCode OutOfRangeInput { get; } = new("OutOfRangeInput");

    public static BlobErrorCode RequestBodyTooLarge { get; } = new("RequestBodyTooLarge");

    public static BlobErrorCode ResourceNotFound { get; } = new("ResourceNotFound");

    public static BlobErrorCode ServerBusy { get; } = new("ServerBusy");

    public static BlobErrorCode UnsupportedHeader { get; } = new("UnsupportedHeader");

    public static bool operator ==(BlobErrorCode left, BlobErrorCode right) => left.Equals(right);

    public static bool operator !=(BlobErrorCode left, BlobErrorCode right) => !left.Equals(right);

    public static implicit operator BlobErrorCode(string value) => new(value);

    public bool Equals(BlobErrorCode other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object obj) => obj is BlobErrorCode other && Equals(other);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? string.Empty);

    public override string ToString() => _value;
}
