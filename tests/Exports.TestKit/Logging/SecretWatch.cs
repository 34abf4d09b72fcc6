using System.Collections.Concurrent;

namespace Exports.TestKit.Logging;

/// <summary>
/// Knows the secrets of a test: every text with the <see cref="Marker"/> in it, and those that were added because nobody chose them, such as
/// a generated key or a signature. Safe for use by many threads.
/// </summary>
internal sealed class SecretWatch
{
    /// <summary>Stands in every token, signed address and secret that a test makes up.</summary>
    public const string Marker = "hush";

    /// <summary>Anything shorter stands in innocent lines too.</summary>
    private const int ShortestSecret = 8;

    private readonly ConcurrentDictionary<string, bool> _secrets = new(StringComparer.Ordinal);

    /// <summary>Watches for this text from now on and in what was logged before. Short ones are left out.</summary>
    public void Add(string? secret)
    {
        if (secret?.Length >= ShortestSecret)
            _secrets.TryAdd(secret, true);
    }

    public bool IsIn(string text) =>
        text.Contains(Marker, StringComparison.OrdinalIgnoreCase) || _secrets.Keys.Any(secret => text.Contains(secret, StringComparison.Ordinal));

    /// <exception cref="SecretLoggedException">One of the lines holds a secret.</exception>
    public void ThrowIfIn(IEnumerable<string> lines)
    {
        var found = lines.Where(IsIn).Take(5).ToList();
        if (found.Count > 0)
            throw new SecretLoggedException(found);
    }
}
