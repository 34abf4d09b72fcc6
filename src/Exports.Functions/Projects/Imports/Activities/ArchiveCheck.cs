using Exports.Functions.Projects.Imports.Messages;

namespace Exports.Functions.Projects.Imports.Activities;

/// <summary>The work of <c>VerifyImportArchive</c>: every hash of a part of the archive, and nothing is stored.</summary>
internal sealed class ArchiveCheck(ArchivePass pass)
{
    public Task<ImportSegmentEnd?> RunAsync(ImportSegmentInput input, CancellationToken cancellationToken) =>
        pass.RunAsync(input, onFile: null, cancellationToken);
}
