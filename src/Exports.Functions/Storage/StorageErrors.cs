using Azure;

namespace Exports.Functions.Storage;

/// <summary>What a failed storage call leaves open.</summary>
internal static class StorageErrors
{
    /// <summary>How often an uncertain write is read back and tried again before its failure is the caller's.</summary>
    public const int MaxTries = 4;

    /// <summary>True where the condition of a write was not met: the row is there already, gone, or another version by now.</summary>
    public static bool IsRefused(Exception exception) => exception is RequestFailedException { Status: 404 or 409 or 412 };

    /// <summary>
    /// True where the write may or may not have been applied: no answer, a timeout, throttling, an error of the service. The client has
    /// retried by itself by then; what is left is to read again and to decide again.
    /// </summary>
    public static bool IsUncertain(Exception exception) => exception switch
    {
        RequestFailedException failure => failure.Status is 0 or 408 or 429 or >= 500,
        // The client has tried several times. A try that it gave up itself because no answer came in time counts as cancelled.
        AggregateException { InnerExceptions: [.., var last] } => last is OperationCanceledException || IsUncertain(last),
        _ => false,
    };
}
