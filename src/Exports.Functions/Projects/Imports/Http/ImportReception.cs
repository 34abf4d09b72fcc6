using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Projects.Imports.Http;

/// <summary>Stages an uploaded archive. The index row comes first: whatever happens then, the sweep knows of the blob.</summary>
internal sealed class ImportReception(ImportContainer uploads, ProjectImportIndexTable index, TimeProvider time)
{
    /// <exception cref="ApiException">400 for an empty file, 413 for one that is too long.</exception>
    public async Task ReceiveAsync(string importId, Stream file, CancellationToken cancellationToken)
    {
        await index.AddAsync(new ActiveProjectImport(importId, ProjectId: null, time.GetUtcNow()), cancellationToken);
        var staged = await uploads.StageAsync(importId, file, firstIndex: 0, cancellationToken);
        if (staged.Bytes == 0)
            throw ApiException.BadRequest("400 Bad request - file is empty");
        await uploads.CommitAsync(importId, staged.Blocks, cancellationToken);
    }
}
