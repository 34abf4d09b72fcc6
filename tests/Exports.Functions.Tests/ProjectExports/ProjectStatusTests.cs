using Exports.Functions.ProjectExports;

namespace Exports.Functions.Tests.ProjectExports;

public sealed class ProjectStatusTests
{
    private static readonly ExportJobStatus[] None = [];
    private static readonly ExportJobStatus[] Queued = [ExportJobStatus.Queued];
    private static readonly ExportJobStatus[] Started = [ExportJobStatus.Started];
    private static readonly ExportJobStatus[] Both = [ExportJobStatus.Started, ExportJobStatus.Queued];

    [Fact]
    public void Derive_ActiveJobAndArchive_IsRegeneration()
    {
        Assert.Equal(ProjectExportStatus.RegenerationInProgress, ProjectStatus.Derive(Queued, true, false, false));
        Assert.Equal(ProjectExportStatus.RegenerationInProgress, ProjectStatus.Derive(Started, true, true, true));
    }

    [Fact]
    public void Derive_QueuedBesideStarted_IsQueued() =>
        Assert.Equal(ProjectExportStatus.Queued, ProjectStatus.Derive(Both, false, false, false));

    [Fact]
    public void Derive_StartedAlone_IsStarted() =>
        Assert.Equal(ProjectExportStatus.Started, ProjectStatus.Derive(Started, false, true, true));

    [Fact]
    public void Derive_ArchiveAndNoJob_IsFinishedEvenIfTheLatestJobFailed() =>
        Assert.Equal(ProjectExportStatus.Finished, ProjectStatus.Derive(None, true, true, true));

    [Theory]
    [InlineData(false, false, ProjectExportStatus.None)]
    [InlineData(true, false, ProjectExportStatus.None)]
    [InlineData(false, true, ProjectExportStatus.None)]
    [InlineData(true, true, ProjectExportStatus.Failed)]
    internal void Derive_Nothing_IsNoneUnlessFailuresAreReported(bool latestFailed, bool report, ProjectExportStatus expected) =>
        Assert.Equal(expected, ProjectStatus.Derive(None, false, latestFailed, report));
}
