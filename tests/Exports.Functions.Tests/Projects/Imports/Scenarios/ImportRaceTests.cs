using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.ProjectExports.Archives.Verification;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

/// <summary>Deleting, creating, committing and overwriting beside an import.</summary>
public sealed class ImportRaceTests : IAsyncLifetime
{
    private static readonly byte[] Archive = ArchiveBuilder.Sound().Archive();

    private ImportScenario _import = null!;

    public async Task InitializeAsync() => _import = await ImportScenario.StartAsync();

    public async Task DisposeAsync() => await _import.DisposeAsync();

    [Theory]
    [InlineData("StartImport")]
    [InlineData("VerifyImportArchive")]
    [InlineData("StoreImportContents")]
    public async Task Delete_WhileAProjectIsBeingImported_EndsTheImportAndLeavesNothing(string activity)
    {
        var before = _import.SnapshotBesideFailures();
        var held = _import.Gate.Hold(activity);
        var id = await _import.ScheduleAsync(Archive);
        await held.ArrivedAsync();

        await DeleteAsync(id);
        Assert.Equal("failed: The project was deleted while it was being imported.", await _import.StatusAsync(id));
        Assert.Empty(_import.Staged());

        held.Release();
        await _import.Host.SettleAsync();
        Assert.Equal(before, _import.SnapshotBesideFailures());
        Assert.Equal(404, await _import.GetProjectStatusCodeAsync(id));
        Assert.Equal(id, await _import.ImportAsync(Archive));
    }

    [Fact]
    public async Task Delete_WhileAnImportPublishes_DeletesTheProjectThatItMade()
    {
        var held = _import.Gate.Hold("PublishImport");
        var id = await _import.ScheduleAsync(Archive);
        await held.ArrivedAsync();

        // It is past its point of no return: the deletion carries it on, and the project goes like any other.
        await DeleteAsync(id);
        Assert.Equal(404, await _import.GetProjectStatusCodeAsync(id));

        held.Release();
        await _import.Host.SettleAsync();
        Assert.Equal(404, await _import.GetProjectStatusCodeAsync(id));
        Assert.Empty(_import.Staged());
        using var gone = await _import.Host.Http.GetAsync($"{ApiClientExtensions.Api}/projects/{id}/import");
        await gone.ReadErrorAsync(404);
        Assert.NotEqual(id, await _import.ImportAsync(Archive));
    }

    [Theory]
    [InlineData("VerifyImportArchive", "The project was deleted while it was being imported.")]
    [InlineData("PublishImport", "The project that was to be overwritten has been deleted.")]
    public async Task Delete_ProjectThatIsBeingOverwritten_EndsTheImport(string activity, string sentence)
    {
        var id = await _import.Host.Http.CreateProjectAsync(ImportScenario.Path);
        var held = _import.Gate.Hold(activity);
        await _import.ScheduleAsync(Archive, fields: ("overwrite", "true"));
        await held.ArrivedAsync();

        await DeleteAsync(id);
        held.Release();
        await _import.Host.SettleAsync();

        Assert.Equal($"failed: {sentence}", await _import.StatusAsync(id));
        Assert.Equal(404, await _import.GetProjectStatusCodeAsync(id));
        Assert.Empty(_import.Staged());
    }

    [Fact]
    public async Task Publish_PathTakenByACreatorThatSlippedThrough_FailsAndTheProjectStays()
    {
        var held = _import.Gate.Hold("PublishImport");
        var id = await _import.ScheduleAsync(Archive);
        await held.ArrivedAsync();
        var row = new ProjectRow
        {
            Id = id,
            Path = ImportScenario.Path,
            Name = "first",
            CreatedAt = _import.Host.Clock.GetUtcNow(),
            UpdatedAt = _import.Host.Clock.GetUtcNow(),
            CreationId = Guid.NewGuid(),
            ManifestHash = Exports.Functions.Storage.Blobs.ManifestContainer.EmptyHash,
            ManifestBytes = 0,
            FileCount = 0,
            TotalBytes = 0,
        };
        Assert.True(await _import.Host.Services.GetRequiredService<ProjectTable>().TryInsertAsync(row, default));

        held.Release();
        await _import.Host.SettleAsync();

        Assert.Equal("first", (await _import.Host.Http.GetJsonAsync($"/projects/{id}")).GetProperty("name").GetString());
        Assert.Equal("none", await _import.StatusAsync(id));
        var record = await _import.Host.Services.GetRequiredService<ProjectImportTable>().FindAsync(id, default);
        Assert.Equal("The path 'group/imported' has been taken by another project.", record!.Error);
        Assert.Empty(_import.Staged());
    }

    [Fact]
    public async Task Overwrite_TwiceAtOnce_OneIs201AndOneIs409()
    {
        await _import.Host.Http.CreateProjectAsync(ImportScenario.Path);

        var responses = await Task.WhenAll(
            _import.UploadAsync(Archive, fields: ("overwrite", "1")), _import.UploadAsync(Archive, fields: ("overwrite", "1")));

        Assert.Equal([201, 409], responses.Select(response => (int)response.StatusCode).Order());
    }

    [Fact]
    public async Task Overwrite_CommitsBeforeAndAfterIt_AreEachWhole()
    {
        var id = await _import.Host.Http.CreateProjectAsync(ImportScenario.Path);
        var held = _import.Gate.Hold("PublishImport");
        await _import.ScheduleAsync(Archive, fields: ("overwrite", "true"));
        await held.ArrivedAsync();

        // Committed while the import is about to publish: the import overwrites it. Committed afterwards: it stays.
        using var before = await _import.Host.Http.CommitAsync(id, ("before", "1"));
        held.Release();
        await _import.Host.SettleAsync();
        Assert.Equal(["a.txt", "folder/b.txt"], await _import.Host.Http.ListFilesAsync(id));

        using var after = await _import.Host.Http.CommitAsync(id, ("after", "2"));
        Assert.Equal(["a.txt", "after", "folder/b.txt"], await _import.Host.Http.ListFilesAsync(id));
        var project = await _import.Host.Http.GetJsonAsync($"/projects/{id}");
        Assert.Equal("finished", project.GetProperty("import_status").GetString());
        Assert.Equal("imported", project.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Publish_AgainAfterALaterCommit_ChangesNothing()
    {
        var id = await _import.Host.Http.CreateProjectAsync(ImportScenario.Path);
        await _import.ImportAsync(Archive, fields: ("overwrite", "true"));
        using var committed = await _import.Host.Http.CommitAsync(id, ("later", "1"));
        var imports = _import.Host.Services.GetRequiredService<ProjectImportTable>();
        var record = (await imports.FindAsync(id, default))!;

        // A twin that read the record before it was finished.
        await imports.PutAsync(record with { State = Exports.Functions.Projects.Imports.ImportState.Publishing }, record.ETag, default);
        await _import.Host.Services.GetRequiredService<Exports.Functions.Projects.Imports.ImportPublisher>()
            .PublishAsync(new(id, record.ImportId), default);

        Assert.Equal(["a.txt", "folder/b.txt", "later"], await _import.Host.Http.ListFilesAsync(id));
        Assert.Equal("finished", await _import.StatusAsync(id));
    }

    private async Task DeleteAsync(long id)
    {
        using var response = await _import.Host.Http.DeleteAsync($"{ApiClientExtensions.Api}/projects/{id}");
        await response.ReadErrorAsync(202);
    }
}
