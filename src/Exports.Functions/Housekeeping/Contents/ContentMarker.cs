using Azure;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Housekeeping.Contents;

/// <summary>
/// Marks every manifest that something names, and every content that such a manifest names. Memory does not grow with them.
/// </summary>
internal sealed class ContentMarker(ContentRoots roots, ManifestContainer manifests, IOptions<HousekeepingOptions> options)
{
    /// <summary>Only saves reading a manifest again that many projects share; forgotten when it has grown this large.</summary>
    private const int MaxRemembered = 50_000;

    /// <exception cref="InvalidDataException">
    /// A manifest that something names is missing: then nothing at all is known for certain.
    /// </exception>
    public async Task<HashMarks> MarkAsync(CollectionCounts counts, CancellationToken cancellationToken)
    {
        var marks = new HashMarks(options.Value.MarkBytes, (ulong)Random.Shared.NextInt64());
        var read = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var root in roots.ReadAsync(counts.Cutoff, cancellationToken))
        {
            if (read.Count == MaxRemembered)
                read.Clear();
            if (!read.Add(root.Manifest))
                continue;

            await MarkAsync(root, marks, cancellationToken);
            counts.Manifests++;
        }

        return marks;
    }

    private async Task MarkAsync(ContentRoot root, HashMarks marks, CancellationToken cancellationToken)
    {
        marks.Add(root.Manifest);
        try
        {
            await using var manifest = await manifests.OpenReadAsync(root.Manifest, 0, cancellationToken);
            await foreach (var file in ManifestReader.ReadAsync(manifest, cancellationToken))
                marks.Add(file.Sha256);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            if (await root.IsStillNamed(cancellationToken))
                throw new InvalidDataException($"The manifest {root.Manifest} is missing, so nothing is collected.", missing);
        }
    }
}
