namespace Exports.Functions.RegistryImports.Messages;

/// <summary>The waits between polls, as they were when the attempt began: a replay must wait as before.</summary>
public sealed record PollSettings(TimeSpan First, TimeSpan Max)
{
    internal static PollSettings From(RegistryImportOptions options) => new(options.FirstPoll, options.MaxPoll);
}
