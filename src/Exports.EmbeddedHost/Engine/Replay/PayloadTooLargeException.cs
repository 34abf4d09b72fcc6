namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>An input, output, event or state is above the engine's limit.</summary>
internal sealed class PayloadTooLargeException(string what, int length, int limit)
    : ArgumentException($"{what} has {length} characters of JSON; the limit is {limit}. Store large data elsewhere and pass a reference.");
