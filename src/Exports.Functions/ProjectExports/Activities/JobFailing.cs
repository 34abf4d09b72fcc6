using Exports.Functions.ProjectExports.Messages;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>The work of <c>FailJob</c>: fails the job unless it has ended, and says how it ended.</summary>
internal sealed class JobFailing(ExportLedger ledger)
{
    public async Task<JobEnd> RunAsync(FailInput input, CancellationToken cancellationToken) =>
        (await ledger.FailAsync(input, cancellationToken))?.ToEnd()
        ?? new(ExportJobStatus.Failed, input.Reason, input.Message);
}
