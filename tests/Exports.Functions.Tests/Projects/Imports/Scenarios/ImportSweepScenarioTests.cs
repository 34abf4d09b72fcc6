using Exports.Functions.Projects;
using Exports.Functions.Projects.Imports;
using Exports.Functions.Projects.Imports.Sweep;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.ProjectExports.Archives.Verification;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

/// <summary>What the sweep of imports heals, and what it prunes.</summary>
public sealed class ImportSweepScenarioTests : IAsyncLifetime
{
    private static readonly byte[] Archive = ArchiveBuilder.Sound().Archive();

    private ImportScenario _import = null!;

    public async Task InitializeAsync() => _import = await ImportScenario.StartAsync();

    public async Task DisposeAsync() => await _import.DisposeAsync();

    [Fact]
    public async Task Sweep_FileStagedByARequestThatDied_IsRemovedAfterAQuarterOfAnHour()
    {
        await Service<ProjectImportIndexTable>().AddAsync(new ActiveProjectImport("dead", null, Now), default);
        await Service<ImportContainer>().StageAsync("dead", new MemoryStream([1, 2, 3]), 0, default);

        Assert.Equal(0, (await _import.SweepAsync()).Closed);
        await _import.Host.AdvanceAsync(TimeSpan.FromMinutes(20));

        Assert.Empty(_import.Staged());
    }

    [Fact]
    public async Task Sweep_ImportWithoutOrchestration_FailsAndItsPathIsFree()
    {
        await RecordAsync("lost", ImportState.Scheduled);
        using var refused = await _import.UploadAsync(Archive);
        await refused.ReadErrorAsync(409);

        await _import.Host.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal("failed: The import's worker is gone.", await _import.StatusAsync("group%2Fimported"));
        Assert.Empty(_import.Staged());
        await _import.ImportAsync(Archive);
    }

    [Fact]
    public async Task Sweep_PublishingImportWithoutOrchestration_IsCarriedOn()
    {
        var id = await RecordAsync(
            "0199f7a5c0de70008000000000000001", ImportState.Publishing, new(new(0, ManifestContainer.EmptyHash, 0, 0), "name", null, null));

        await _import.Host.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal("finished", await _import.StatusAsync(id));
        Assert.Equal(200, await _import.GetProjectStatusCodeAsync(id));
        Assert.Empty(_import.Staged());
    }

    [Fact]
    public async Task Sweep_FailedImportAfterSevenDays_IsForgottenWithItsPath()
    {
        var id = await _import.ScheduleAsync("bad"u8.ToArray());
        await _import.Host.SettleAsync();
        await _import.Host.AdvanceAsync(TimeSpan.FromDays(6.9));
        Assert.StartsWith("failed", await _import.StatusAsync(id), StringComparison.Ordinal);

        await _import.Host.AdvanceAsync(TimeSpan.FromDays(0.2));

        using var byId = await _import.Host.Http.GetAsync($"{ApiClientExtensions.Api}/projects/{id}/import");
        using var byPath = await _import.Host.Http.GetAsync($"{ApiClientExtensions.Api}/projects/group%2Fimported/import");
        await byId.ReadErrorAsync(404);
        await byPath.ReadErrorAsync(404);
        Assert.Null(await Service<ProjectPathTable>().FindAsync(ProjectPath.Parse(ImportScenario.Path), default));
        Assert.DoesNotContain(StoreSnapshot.Take(_import.Database), line => line.StartsWith("projectimport", StringComparison.Ordinal));
        Assert.NotEqual(id, await _import.ImportAsync(Archive));
    }

    [Fact]
    public async Task Sweep_FinishedImportAfterSevenDays_IsForgottenAndTheProjectStays()
    {
        var id = await _import.ImportAsync(Archive);

        await _import.Host.AdvanceAsync(TimeSpan.FromDays(7.1));

        Assert.Null(await Service<ProjectImportTable>().FindAsync(id, default));
        Assert.Equal("finished", await _import.StatusAsync(id));
        Assert.Equal(["a.txt", "folder/b.txt"], await _import.Host.Http.ListFilesAsync(id));
    }

    [Fact]
    public async Task Sweep_ProjectCreatedAtTheFailedImportsPath_Stays()
    {
        await _import.ScheduleAsync("bad"u8.ToArray());
        await _import.Host.SettleAsync();
        var id = await _import.Host.Http.CreateProjectAsync(ImportScenario.Path);

        await _import.Host.AdvanceAsync(TimeSpan.FromDays(7.1));

        Assert.Equal(200, await _import.GetProjectStatusCodeAsync("group%2Fimported"));
        Assert.Null(await Service<ProjectImportTable>().FindAsync(id, default));
    }

    [Fact]
    public async Task Sweep_LaterImportUnderTheSameId_KeepsItsRecord()
    {
        await _import.ScheduleAsync("bad"u8.ToArray());
        await _import.Host.SettleAsync();
        await _import.Host.AdvanceAsync(TimeSpan.FromDays(3));
        var id = await _import.ImportAsync(Archive);

        await _import.Host.AdvanceAsync(TimeSpan.FromDays(5));
        Assert.NotNull(await Service<ProjectImportTable>().FindAsync(id, default));
    }

    [Fact]
    public async Task Sweep_Repeated_CountsNothingMore()
    {
        await _import.ImportAsync(Archive);

        Assert.Equal(new ImportSweepCounts(), await _import.SweepAsync());
    }

    private DateTimeOffset Now => _import.Host.Clock.GetUtcNow();

    private T Service<T>()
        where T : notnull => _import.Host.Services.GetRequiredService<T>();

    /// <summary>What a request leaves that died before it scheduled its orchestration, or an orchestration that was purged.</summary>
    private async Task<long> RecordAsync(string importId, ImportState state, ImportedTree? tree = null)
    {
        var reservation = await Service<PathReserver>().TryReserveAsync(ProjectPath.Parse(ImportScenario.Path), default);
        await Service<ProjectImportIndexTable>().AddAsync(new ActiveProjectImport(importId, reservation!.ProjectId, Now), default);
        var import = new ProjectImport
        {
            ProjectId = reservation.ProjectId,
            ImportId = importId,
            State = state,
            Requester = "ann",
            Path = ImportScenario.Path,
            Overwrites = false,
            CreatedAt = Now,
            UpdatedAt = Now,
            Tree = tree,
        };
        await Service<ProjectImportTable>().PutAsync(import, default, default);
        return reservation.ProjectId;
    }
}
