namespace Exports.Functions.RegistryImports.Messages;

/// <summary>What a repository's orchestration is told while it waits.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Attempt">The attempt it is meant for; null for whichever there is.</param>
/// <param name="Cancel">What a cancel is for.</param>
/// <param name="Step">The step it is about; null for whichever there is. The one after it is not to pay for its slowness.</param>
public sealed record ImportMessage(
    ImportMessageKind Kind, int? Attempt = null, CancelKind Cancel = CancelKind.Retry, ImportStep? Step = null)
{
    internal const string EventName = "RegistryImport";

    /// <summary>Whether it is meant for an attempt that is at a step.</summary>
    internal bool Concerns(int attempt, ImportStep step) => (Attempt ?? attempt) == attempt && (Step ?? step) == step;
}
