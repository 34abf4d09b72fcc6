using Exports.Functions.Projects.Imports.Messages;
using Exports.Functions.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Projects.Imports.Activities;

/// <summary>The work of <c>StoreImportContents</c>, once the whole archive has been verified: a part of its contents, each once.</summary>
internal sealed class ContentStoring(ArchivePass pass, ContentContainer contents, IOptions<ProjectOptions> options)
{
    public async Task<ImportSegmentEnd?> RunAsync(ImportSegmentInput input, CancellationToken cancellationToken)
    {
        await using var intake = new ContentIntake(contents, options.Value, cancellationToken);
        var end = await pass.RunAsync(input, intake.TakeAsync, cancellationToken);
        // What is counted as done must be stored.
        await intake.CompleteAsync();
        return end;
    }
}
