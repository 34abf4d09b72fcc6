namespace Exports.Functions.RegistryImports.Messages;

/// <summary>What a repository's orchestration is told while it waits.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Attempt">The attempt it is meant for; null for whichever there is.</param>
/// <param name="Cancel">What a cancel is for.</param>
public sealed record ImportMessage(ImportMessageKind Kind, int? Attempt = null, CancelKind Cancel = CancelKind.Retry)
{
    internal const string EventName = "RegistryImport";
}
