using Exports.Functions.ProjectExports.AfterExport;

namespace Exports.Functions.ProjectExports;

/// <summary>An accepted request for an export.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Requester">Who asks.</param>
/// <param name="Description">Replaces the project's description in the archive.</param>
/// <param name="Key">What the <c>Idempotency-Key</c> hashes to, and the request it came with; null without the header.</param>
/// <param name="Upload">Where the archive is to be uploaded to.</param>
internal sealed record ExportOrder(long ProjectId, string? Requester, string? Description, RequestKey? Key, UploadTarget? Upload = null);
