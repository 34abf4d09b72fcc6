namespace Microsoft.DurableTask;

/// <summary><see cref="RetryHandler"/> that may await, for example a durable timer as back-off.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
