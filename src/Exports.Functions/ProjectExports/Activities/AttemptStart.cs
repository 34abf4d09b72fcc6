using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Shared;
using Exports.Functions.Webhooks;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>The work of <c>BeginAttempt</c>: the row names the attempt, and the first one pins what is exported.</summary>
internal sealed class AttemptStart(ExportLedger ledger, ProjectPinner pinner, WebhookDispatcher webhooks)
{
    /// <returns>Whether the attempt may work.</returns>
    public async Task<bool> RunAsync(AttemptKey attempt, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var isBegun = await TryBeginAsync(attempt, cancellationToken);
        await webhooks.TryDispatchAsync(new(attempt.ProjectId, attempt.JobId), client, cancellationToken);
        return isBegun;
    }

    private async Task<bool> TryBeginAsync(AttemptKey attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await ledger.BeginAttemptAsync(attempt, job => pinner.PinAsync(job, cancellationToken), cancellationToken) is not null;
        }
        catch (ProjectGoneException gone)
        {
            await ledger.FailAsync(new(attempt.ProjectId, attempt.JobId, FailureReason.ProjectDeleted, gone.Message), cancellationToken);
            return false;
        }
    }
}
