using Exports.Functions.Housekeeping.Records;
using Exports.Functions.ProjectExports;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Tests.Housekeeping.Records;

public sealed class RecordRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly ProjectExportJob Job = new() { ProjectId = 7, JobId = new('5', 32), Status = ExportJobStatus.Finished };
    private static readonly ProjectExportJob Older = Job with { JobId = new('4', 32) };
    private static readonly ProjectExportJob Newer = Job with { JobId = new('6', 32) };

    private static readonly ProjectExportArchive Archive = new()
    {
        ProjectId = 7,
        JobId = Job.JobId,
        Archive = new("blob", 1, "hash"),
        Generation = 1,
        ExpiresAt = Now - Week,
        State = ProjectExportArchiveState.Expired,
    };

    [Fact]
    public void Decide_ArchiveExpiredAWeekAgo_Removes() => Assert.Equal(new(Remove: true), Decide(Archive));

    [Fact]
    public void Decide_FailedJobWithoutArchive_Removes() => Assert.Equal(new(Remove: true), Decide(pointer: null));

    [Fact]
    public void Decide_ArchiveReplacedByAnothers_Removes() =>
        Assert.Equal(new(Remove: true), Decide(Archive with { JobId = Newer.JobId, State = ProjectExportArchiveState.Available }, newest: [Newer, Job]));

    [Fact]
    public void Decide_ArchivePinned_LooksAgainAndRemembersIt() => Assert.Equal(
        new(Remove: false, Now + Day, ArchiveSeen: true), Decide(Archive with { State = ProjectExportArchiveState.Available, Pinned = true }));

    [Fact]
    public void Decide_ArchivePastItsTimeButStillThere_LooksAgainAndRemembersIt() => Assert.Equal(
        new(Remove: false, Now + Day, ArchiveSeen: true), Decide(Archive with { State = ProjectExportArchiveState.Available }));

    [Fact]
    public void Decide_ArchiveUnpinnedMeanwhile_WaitsAWholeRetentionFromItsNewTime()
    {
        var released = Archive with { State = ProjectExportArchiveState.Available, ExpiresAt = Now - Day };

        Assert.Equal(new(Remove: false, Now - Day + Week), Decide(released, seen: true));
    }

    [Fact]
    public void Decide_ArchiveSeenLastTimeAndGoneNow_WaitsAWholeRetentionFromNow() =>
        Assert.Equal(new(Remove: false, Now + Week), Decide(Archive with { State = ProjectExportArchiveState.Deleted }, seen: true));

    [Fact]
    public void Decide_NewestRecordBeforeAnOlderOne_StaysSoThatTheOlderIsNotTakenForTheLatestOutcome() =>
        Assert.Equal(new(Remove: false, Now + Day), Decide(pointer: null, newest: [Job, Older]));

    private static RecordVerdict Decide(ProjectExportArchive? pointer, bool seen = false, IReadOnlyList<ProjectExportJob>? newest = null) =>
        RecordRules.Decide(new(new(7, Job.JobId, Now, seen), Job, pointer, newest ?? [Job]), Now, Week, Day);
}
