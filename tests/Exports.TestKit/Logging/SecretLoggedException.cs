namespace Exports.TestKit.Logging;

/// <summary>A program under test wrote a secret where people read.</summary>
internal sealed class SecretLoggedException(IReadOnlyList<string> lines)
    : Exception($"A secret of the test stands in what the program logged:\n{string.Join('\n', lines)}");
