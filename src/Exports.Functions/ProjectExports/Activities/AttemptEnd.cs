using Exports.Functions.ProjectExports.Messages;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>The work of <c>AbandonAttempt</c>: the row holds no attempt until the next, and the partial archive goes.</summary>
internal sealed class AttemptEnd(ExportLedger ledger, ArchiveCleaner cleaner)
{
    public async Task RunAsync(AbandonInput input, CancellationToken cancellationToken)
    {
        await ledger.AbandonAttemptAsync(input, cancellationToken);
        await cleaner.RemoveIfUnwantedAsync(input.Attempt, cancellationToken);
    }
}
