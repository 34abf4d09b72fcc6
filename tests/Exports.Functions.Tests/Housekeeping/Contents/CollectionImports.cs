using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Exports.Functions.Housekeeping.Contents;
using Exports.Functions.Projects;
using Exports.Functions.Projects.Imports;
using Exports.Functions.Projects.Imports.Activities;
using Exports.Functions.Projects.Imports.Messages;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exports.Functions.Tests.Housekeeping.Contents;

/// <summary>Imports over a fixture's projects, by what the import's own activities are made of.</summary>
internal sealed class CollectionImports(CollectionFixture store, TableServiceClient tables)
{
    private readonly ProjectImportTable _records = new(tables);
    private readonly ProjectImportIndexTable _index = new(tables);

    public IEnumerable<IStorageResource> Tables => [_records, _index];

    public IContentHold Hold => new UnfinishedImports(_index);

    /// <summary>Puts one file, which counts as large, in the place of the project's tree.</summary>
    public async Task RunAsync(long project, string text, BlobServiceClient? service = null)
    {
        var manifests = new ManifestContainer(service ?? store.Service(), store.Clock);
        var key = new ImportKey(project, ImportId.Create(store.Clock));
        await _index.AddAsync(new ActiveProjectImport(key.ImportId, project, store.Clock.GetUtcNow()), default);
        await StoreContentAsync(text, new ContentContainer(service ?? store.Service(), store.Clock));
        await _records.PutAsync(Publishing(key, await StoreManifestAsync(text, manifests)), default, default);
        var ledger = new ImportLedger(_records, _index, store.Clock);

        await new ImportPublisher(store.Projects, manifests, ledger, store.Clock, NullLogger<ImportPublisher>.Instance).PublishAsync(key, default);

        Assert.Equal(ImportState.Finished, (await ledger.FindAsync(key, default))!.State);
        await _index.RemoveActiveAsync(key.ImportId, default);
    }

    private static ManifestEntry File(string text) => new("file", text.Length, CollectionFixture.HashOf(text), ManifestEntry.RegularMode);

    private static async Task StoreContentAsync(string text, ContentContainer contents)
    {
        await using var intake = new ContentIntake(contents, new ProjectOptions { ContentBufferBytes = 1 }, default);
        await intake.TakeAsync(File(text), new MemoryStream(Encoding.UTF8.GetBytes(text)), default);
        await intake.CompleteAsync();
    }

    private static async Task<ManifestSummary> StoreManifestAsync(string text, ManifestContainer manifests)
    {
        using var output = new MemoryStream();
        using var writer = new ManifestWriter(output);
        await writer.WriteAsync(File(text));
        var summary = await writer.CompleteAsync();
        await manifests.PutAsync(summary.Sha256, output, default);
        return summary;
    }

    private ProjectImport Publishing(ImportKey key, ManifestSummary tree) => new()
    {
        ProjectId = key.ProjectId,
        ImportId = key.ImportId,
        State = ImportState.Publishing,
        Requester = "ann",
        Path = $"group/{key.ProjectId}",
        Overwrites = true,
        CreatedAt = store.Clock.GetUtcNow(),
        UpdatedAt = store.Clock.GetUtcNow(),
        Tree = new ImportedTree(tree, "name", null, null),
    };
}
