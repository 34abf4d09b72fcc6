using Microsoft.Extensions.Logging;

namespace Exports.TestKit.Logging;

/// <summary>One line that something logged.</summary>
/// <param name="Level">Its level.</param>
/// <param name="Category">Who logged it.</param>
/// <param name="Message">The line itself.</param>
/// <param name="Exception">The exception that came with it.</param>
/// <param name="Context">What came with it and some writers show too: its named values and the scopes around it.</param>
internal sealed record LogEntry(LogLevel Level, string Category, string Message, Exception? Exception, string Context)
{
    /// <summary>Everything that any writer of logs could show of it.</summary>
    public string FullText => $"{Level} {Category}: {Message} {Context} {Exception}";
}
