using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.ProjectExports.Archives.Verification;
using Exports.TestKit.Engine;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

/// <summary>What a client sees of an import, in one mode of the engine.</summary>
public abstract class ImportSequences
{
    private static readonly byte[] Archive = ArchiveBuilder.Sound().Archive();

    private protected abstract EngineMode Mode { get; }

    [Fact]
    public async Task Upload_SoundArchive_IsScheduledThenStartedThenFinished()
    {
        await using var import = await ImportScenario.StartAsync(Mode);
        var start = Hold(import, "StartImport");
        var verify = Hold(import, "VerifyImportArchive");

        var id = await import.ScheduleAsync(Archive);
        await start.ArrivedAsync();
        Assert.Equal("scheduled", await import.StatusAsync(id));
        Assert.Equal("scheduled", await import.StatusAsync("group%2Fimported"));
        Assert.Equal(404, await import.GetProjectStatusCodeAsync(id));

        start.Release();
        await verify.ArrivedAsync();
        Assert.Equal("started", await import.StatusAsync(id));
        Assert.Equal(404, await import.GetProjectStatusCodeAsync("group%2Fimported"));

        verify.Release();
        await import.Host.SettleAsync();
        Assert.Equal("finished", await import.StatusAsync(id));
        Assert.Equal(["a.txt", "folder/b.txt"], await import.Host.Http.ListFilesAsync(id));
        using var content = await import.Host.Http.GetFileAsync(id, "a.txt");
        Assert.Equal(ArchiveBuilder.A, await content.Content.ReadAsByteArrayAsync());
        Assert.Equal("finished", (await import.Host.Http.GetJsonAsync($"/projects/{id}")).GetProperty("import_status").GetString());
        Assert.Empty(import.Staged());
    }

    [Fact]
    public async Task Upload_BadArchive_FailsAndLeavesItsRecordAlone()
    {
        await using var import = await ImportScenario.StartAsync(Mode);
        var before = import.SnapshotBesideFailures();

        var id = await import.ScheduleAsync("no gzip"u8.ToArray());
        await import.Host.SettleAsync();

        Assert.Equal("failed: The file is not a gzip archive.", await import.StatusAsync(id));
        Assert.Equal(before, import.SnapshotBesideFailures());
    }

    [Fact]
    public async Task Upload_AnActivityFailsForGood_FailsAndLeavesNothing()
    {
        await using var import = await ImportScenario.StartAsync(Mode);
        var before = import.SnapshotBesideFailures();
        import.Gate.Fail("VerifyImportArchive", "out of order");

        var id = await import.ScheduleAsync(Archive);
        await import.Host.AdvanceAsync(TimeSpan.FromMinutes(30));

        Assert.Equal("failed: The import failed: out of order", await import.StatusAsync(id));
        Assert.Equal(before, import.SnapshotBesideFailures());
    }

    [Fact]
    public async Task Upload_AnActivityFailsTwice_FinishesAllTheSame()
    {
        await using var import = await ImportScenario.StartAsync(Mode);
        import.Gate.Fail("StoreImportContents", "not yet");
        var id = await import.ScheduleAsync(Archive);
        await import.Host.AdvanceAsync(TimeSpan.FromSeconds(15));

        import.Gate.Mend("StoreImportContents");
        await import.Host.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal("finished", await import.StatusAsync(id));
    }

    [Fact]
    public async Task Upload_NotDoneByTheDeadline_FailsAndLeavesNothing()
    {
        await using var import = await ImportScenario.StartAsync(Mode);
        var before = import.SnapshotBesideFailures();
        var verify = Hold(import, "VerifyImportArchive");
        var id = await import.ScheduleAsync(Archive);
        await verify.ArrivedAsync();

        await import.Host.AdvanceUntilAsync(
            async () => (await import.StatusAsync(id)).StartsWith("failed: The import was not done by ", StringComparison.Ordinal),
            TimeSpan.FromHours(7),
            pastActivities: true);

        verify.Release();
        await import.Host.SettleAsync();
        Assert.Equal(before, import.SnapshotBesideFailures());
        Assert.Equal(404, await import.GetProjectStatusCodeAsync(id));
    }

    [Fact]
    public async Task Overwrite_ExistingProject_ChangesItsTreeAtOnce()
    {
        await using var import = await ImportScenario.StartAsync(Mode);
        var id = await import.Host.Http.CreateProjectAsync(ImportScenario.Path);
        using var committed = await import.Host.Http.CommitAsync(id, ("old", "old"));
        var publish = Hold(import, "PublishImport");

        Assert.Equal(id, await import.ScheduleAsync(Archive, fields: ("overwrite", "true")));
        await publish.ArrivedAsync();
        Assert.Equal(["old"], await import.Host.Http.ListFilesAsync(id));
        Assert.Equal("started", await import.StatusAsync(id));

        publish.Release();
        await import.Host.SettleAsync();
        Assert.Equal("finished", await import.StatusAsync(id));
        Assert.Equal(["a.txt", "folder/b.txt"], await import.Host.Http.ListFilesAsync(id));
    }

    /// <summary>Holds a function's next run, and its twin where everything comes twice.</summary>
    private HeldTwins Hold(ImportScenario import, string function) =>
        new([.. Enumerable.Range(0, Mode is EngineMode.DuplicateDelivery ? 2 : 1).Select(_ => import.Gate.Hold(function))]);
}
