using Azure;
using Exports.Functions.ProjectExports.Archives.Verification;
using Exports.Functions.Projects.Imports.Messages;
using Exports.Functions.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Projects.Imports.Activities;

/// <summary>
/// Reads a part of a staged archive, verifying every file on the way. A defect fails the import here and now: no repeat would read
/// anything else.
/// </summary>
internal sealed class ArchivePass(ImportContainer uploads, ImportLedger ledger, TimeProvider time, IOptions<ImportOptions> options)
{
    /// <param name="input">The import, and how many files were read before.</param>
    /// <param name="onFile">Receives each file; null for nobody.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Where the part ended; null when the import has.</returns>
    public async Task<ImportSegmentEnd?> RunAsync(ImportSegmentInput input, ArchiveFileReader? onFile, CancellationToken cancellationToken)
    {
        var watch = new ImportWatch(input.Key, ledger, options.Value, time);
        if (!await watch.IsUnderWayAsync(cancellationToken))
            return null;

        try
        {
            var end = await ReadAsync(input, watch, onFile, cancellationToken);
            return new(end.FilesDone, end.Contents is not null);
        }
        catch (InvalidArchiveException defect)
        {
            await ledger.FailAsync(new(input.Key, defect.Message), cancellationToken);
            return null;
        }
        catch (ImportEndedException)
        {
            return null;
        }
        catch (Exception failure) when (failure is RequestFailedException or IOException)
        {
            // Whoever ended the import has removed what is being read.
            if (await watch.IsUnderWayAsync(cancellationToken))
                throw;
            return null;
        }
    }

    private async Task<ArchiveSegmentEnd> ReadAsync(
        ImportSegmentInput input, ImportWatch watch, ArchiveFileReader? onFile, CancellationToken cancellationToken)
    {
        await using var archive = await uploads.OpenReadAsync(input.Key.ImportId, cancellationToken)
            ?? throw new FileNotFoundException("The staged archive is missing.");
        var segment = new ArchiveSegment(input.FilesDone, () => watch.IsOver);
        var end = await ArchiveVerifier.VerifySegmentAsync(archive, options.Value.Limits, segment, OnFileAsync, cancellationToken);
        if (end.Contents is { } contents)
            ArchivedProject.Parse(contents.ProjectJson);
        return end;

        async Task OnFileAsync(Manifests.ManifestEntry file, Stream content, CancellationToken stopping)
        {
            await watch.LookAsync(stopping);
            if (onFile is not null)
                await onFile(file, content, stopping);
        }
    }
}
