using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Shared;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>The work of <c>BeginAttempt</c>: the row names the attempt, and the first one pins what is exported.</summary>
internal sealed class AttemptStart(ExportLedger ledger, ProjectPinner pinner)
{
    /// <returns>Whether the attempt may work.</returns>
    public async Task<bool> RunAsync(AttemptKey attempt, CancellationToken cancellationToken)
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
