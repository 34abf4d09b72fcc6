using Exports.Functions.Shared;

namespace Exports.Functions.ProjectExports.Messages;

/// <summary>How a job ended, as its row records it, whoever ended it.</summary>
/// <param name="Status">Finished or failed.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="Message">The failure in words.</param>
/// <param name="Generation">The generation of the archive it published; 0 when it failed.</param>
/// <param name="ExpiresAt">When that archive expires.</param>
public sealed record JobEnd(
    ExportJobStatus Status, FailureReason? Reason = null, string? Message = null, long Generation = 0, DateTimeOffset? ExpiresAt = null);
