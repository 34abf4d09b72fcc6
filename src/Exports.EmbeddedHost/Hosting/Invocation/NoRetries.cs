using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Hosting.Invocation;

/// <summary>The embedded host retries no trigger by itself: durable retries belong to orchestrators (rule M3 for timers).</summary>
internal sealed class NoRetries : RetryContext
{
    public static readonly NoRetries Instance = new();

    public override int RetryCount => 0;

    public override int MaxRetryCount => 0;
}
