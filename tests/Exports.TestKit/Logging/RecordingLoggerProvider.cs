using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Exports.TestKit.Logging;

/// <summary>Keeps what is logged, so that a test can look at it, and knows what must not be in it.</summary>
internal sealed class RecordingLoggerProvider : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();
    private IExternalScopeProvider? _scopes;

    public IReadOnlyCollection<LogEntry> Entries => _entries;

    public SecretWatch Secrets { get; } = new();

    /// <summary>Called with each entry, on the thread that logs.</summary>
    public Action<LogEntry>? OnEntry { get; set; }

    public ILogger CreateLogger(string categoryName) => new RecordingLogger(categoryName, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <exception cref="SecretLoggedException">A line, its values, its scopes or its exception hold a secret.</exception>
    public void ThrowIfSecretsLogged() => Secrets.ThrowIfIn(_entries.Select(entry => entry.FullText));

    public void Dispose()
    {
        // The entries outlive the host that wrote them.
    }

    private sealed class RecordingLogger(string category, RecordingLoggerProvider owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var entry = new LogEntry(logLevel, category, formatter(state, exception), exception, LogContext.Of(state, owner._scopes));
            owner._entries.Enqueue(entry);
            owner.OnEntry?.Invoke(entry);
        }
    }
}
