using Microsoft.Extensions.Logging;

namespace Exports.TestKit.Logging;

/// <summary>One line that something logged.</summary>
internal sealed record LogEntry(LogLevel Level, string Category, string Message, Exception? Exception);
