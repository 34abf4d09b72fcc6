using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>Makes <see cref="ReplaySafeLogger"/>s. It does not own the factory below it.</summary>
internal sealed class ReplaySafeLoggerFactory(TaskOrchestrationContext context) : ILoggerFactory
{
    private const int MaxWrappings = 10;

    /// <summary>The first factory that is not replay-safe by itself.</summary>
    public static ILoggerFactory Unwrap(ILoggerFactory factory)
    {
        for (var depth = 0; factory is ReplaySafeLoggerFactory wrapped; depth++)
        {
            if (depth >= MaxWrappings)
            {
                throw new InvalidOperationException(
                    "The context's LoggerFactory leads back to itself. A wrapping context takes the inner context's "
                    + "ReplaySafeLoggerFactory, not its own.");
            }

            factory = wrapped.Underlying;
        }

        return factory;
    }

    private ILoggerFactory Underlying => context.OwnLoggerFactory;

    public ILogger CreateLogger(string categoryName) =>
        new ReplaySafeLogger(context, context.PlainLoggerFactory.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider)
        => throw new NotSupportedException("A replay-safe logger factory takes no providers; add them to the host's logging.");

    public void Dispose()
    {
        // The factory below belongs to the host.
    }
}
