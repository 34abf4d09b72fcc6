using Exports.Functions.ProjectExports.Messages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>Starts the heartbeat of running activities.</summary>
internal sealed class AttemptPulses(
    ExportLedger ledger, TimeProvider time, IOptions<ProjectExportOptions> options, ILogger<AttemptPulse> logger)
{
    public AttemptPulse Start(AttemptKey attempt, CancellationToken stopping) =>
        new(attempt, ledger, new(options.Value.Heartbeat, time), logger, stopping);
}
