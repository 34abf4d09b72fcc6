using Azure;
using Azure.Storage.Blobs.Models;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>The conditions of an operation ("Specifying conditional headers for Blob service operations").</summary>
internal static class BlobConditions
{
    /// <summary>Match and unmodified must hold, and of none-match and modified at least one.</summary>
    /// <exception cref="RequestFailedException">412 or 304 <c>ConditionNotMet</c>; 400 <c>UnsatisfiableCondition</c>.</exception>
    public static void CheckRead(BlobRequestConditions? conditions, BlobRecord blob)
    {
        if (conditions is null)
        {
            return;
        }

        CheckSupported(conditions);
        if (conditions.IfNoneMatch == ETag.All)
        {
            throw BlobErrors.Refusal(400, "UnsatisfiableCondition", "No blob can be read on the condition that there is none.");
        }

        if (!IsUnchanged(conditions, blob))
        {
            throw BlobErrors.ConditionNotMet();
        }

        if (!IsChanged(conditions, blob))
        {
            throw BlobErrors.NotModified();
        }
    }

    /// <exception cref="RequestFailedException">
    /// 412 <c>ConditionNotMet</c>; 409 <c>BlobAlreadyExists</c>; 400 <c>MultipleConditionHeadersNotSupported</c>.
    /// </exception>
    public static void CheckWrite(BlobRequestConditions? conditions, BlobRecord? blob)
    {
        if (conditions is null)
        {
            return;
        }

        CheckSupported(conditions);
        CheckCombination(conditions);
        if (blob is null)
        {
            CheckWriteOfNothing(conditions);
        }
        else if (conditions.IfNoneMatch == ETag.All)
        {
            throw BlobErrors.BlobAlreadyExists();
        }
        else if (!IsUnchanged(conditions, blob) || !IsChanged(conditions, blob))
        {
            throw BlobErrors.ConditionNotMet();
        }
    }

    /// <summary>For operations on blocks, which have no version to hold conditions against.</summary>
    /// <exception cref="ArgumentException">There is a condition.</exception>
    public static void CheckNone(BlobRequestConditions? conditions)
    {
        if (conditions is null)
        {
            return;
        }

        CheckSupported(conditions);
        if (conditions is not { IfMatch: null, IfNoneMatch: null, IfModifiedSince: null, IfUnmodifiedSince: null })
        {
            throw new ArgumentException("This operation takes no conditions on the blob's version.", nameof(conditions));
        }
    }

    private static void CheckSupported(BlobRequestConditions conditions)
    {
        Unsupported.Unless(conditions.LeaseId is null, "This host grants no leases.");
        Unsupported.Unless(conditions.TagConditions is null, "This host keeps no blob tags.");
    }

    private static void CheckCombination(BlobRequestConditions conditions)
    {
        var match = conditions.IfMatch is not null || conditions.IfUnmodifiedSince is not null;
        var noneMatch = conditions.IfNoneMatch is not null || conditions.IfModifiedSince is not null;
        if (match && noneMatch)
        {
            throw BlobErrors.Refusal(
                400,
                "MultipleConditionHeadersNotSupported",
                "A write takes If-Match with If-Unmodified-Since, or If-None-Match with If-Modified-Since.");
        }
    }

    private static void CheckWriteOfNothing(BlobRequestConditions conditions)
    {
        if (conditions.IfMatch is not null)
        {
            throw BlobErrors.ConditionNotMet();
        }
    }

    private static bool IsUnchanged(BlobRequestConditions conditions, BlobRecord blob) =>
        (conditions.IfMatch is not { } tag || IsSame(tag, blob))
        && (conditions.IfUnmodifiedSince is not { } time || blob.LastModified <= time);

    private static bool IsChanged(BlobRequestConditions conditions, BlobRecord blob) =>
        conditions is { IfNoneMatch: null, IfModifiedSince: null }
        || (conditions.IfNoneMatch is { } tag && !IsSame(tag, blob))
        || (conditions.IfModifiedSince is { } time && blob.LastModified > time);

    // The header form has the quotes that a caller may have left out.
    private static bool IsSame(ETag tag, BlobRecord blob) => tag == ETag.All || tag.ToString("H") == blob.ETag.ToString("H");
}
