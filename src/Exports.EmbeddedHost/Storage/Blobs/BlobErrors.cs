using System.Globalization;
using Azure;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>The blob service's refusals: status, code, and a sentence.</summary>
internal static class BlobErrors
{
    public static RequestFailedException BlobNotFound() => Refusal(404, "BlobNotFound", "The specified blob does not exist.");

    public static RequestFailedException ContainerNotFound() =>
        Refusal(404, "ContainerNotFound", "The specified container does not exist.");

    public static RequestFailedException BlobAlreadyExists() => Refusal(409, "BlobAlreadyExists", "The specified blob already exists.");

    public static RequestFailedException ConditionNotMet() =>
        Refusal(412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");

    public static RequestFailedException NotModified() =>
        Refusal(304, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");

    public static RequestFailedException InvalidRange(long offset, long length) =>
        Refusal(416, "InvalidRange", $"The range starts at {offset}, but the blob has {length} bytes.");

    public static RequestFailedException Refusal(int status, string code, string message) =>
        new(status, $"{message}\nStatus: {status.ToString(CultureInfo.InvariantCulture)}\nErrorCode: {code}", code, null);
}
