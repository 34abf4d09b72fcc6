namespace Microsoft.Azure.Functions.Worker;

/// <summary>Retries that the host itself makes of one trigger event.</summary>
public abstract class RetryContext
{
    /// <summary>How many retries came before this run: 0 in the first.</summary>
    public abstract int RetryCount { get; }

    public abstract int MaxRetryCount { get; }
}
