using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Sweep;
using Exports.Functions.Storage.Tables;
using Exports.TestKit.Time;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.Tests.ProjectExports.Sweep;

public sealed class SweepRulesTests
{
    private const int Minute = 1;
    private const int Hour = 60;
    private static readonly DateTimeOffset Now = ManualTimeProvider.DefaultStart;

    [Theory]
    // No job behind the row: the request may still be on its way.
    [InlineData(null, null, 14 * Minute, SweepVerdict.Keep)]
    [InlineData(null, null, 15 * Minute, SweepVerdict.Close)]
    // Ended jobs: their orchestration cleans up, if it lives and has heard.
    [InlineData(ExportJobStatus.Finished, OrchestrationRuntimeStatus.Running, 30 * Minute, SweepVerdict.Tell)]
    [InlineData(ExportJobStatus.Failed, OrchestrationRuntimeStatus.Completed, 1 * Minute, SweepVerdict.Close)]
    [InlineData(ExportJobStatus.Failed, null, 1 * Minute, SweepVerdict.Close)]
    [InlineData(ExportJobStatus.Finished, OrchestrationRuntimeStatus.Running, 6 * Hour, SweepVerdict.Close)]
    // Queued without an orchestration: the request may still be on its way.
    [InlineData(ExportJobStatus.Queued, null, 4 * Minute, SweepVerdict.Keep)]
    [InlineData(ExportJobStatus.Queued, null, 5 * Minute, SweepVerdict.FailNeverStarted)]
    [InlineData(ExportJobStatus.Queued, OrchestrationRuntimeStatus.Pending, 5 * Hour, SweepVerdict.Keep)]
    [InlineData(ExportJobStatus.Queued, OrchestrationRuntimeStatus.Failed, 1 * Minute, SweepVerdict.FailWorkerLost)]
    // Started, and no orchestration when it was asked for: the job may have been scheduled and begun since.
    [InlineData(ExportJobStatus.Started, null, 4 * Minute, SweepVerdict.Keep)]
    // Started.
    [InlineData(ExportJobStatus.Started, OrchestrationRuntimeStatus.Running, 5 * Hour, SweepVerdict.Keep)]
    [InlineData(ExportJobStatus.Started, OrchestrationRuntimeStatus.Suspended, 5 * Hour, SweepVerdict.Keep)]
    [InlineData(ExportJobStatus.Started, null, 5 * Minute, SweepVerdict.FailWorkerLost)]
    [InlineData(ExportJobStatus.Started, OrchestrationRuntimeStatus.Terminated, 1 * Minute, SweepVerdict.FailWorkerLost)]
    [InlineData(ExportJobStatus.Started, OrchestrationRuntimeStatus.Completed, 1 * Minute, SweepVerdict.FailWorkerLost)]
    // Too old, whatever runs.
    [InlineData(ExportJobStatus.Started, OrchestrationRuntimeStatus.Running, 6 * Hour, SweepVerdict.FailTimedOut)]
    [InlineData(ExportJobStatus.Queued, OrchestrationRuntimeStatus.Running, 6 * Hour, SweepVerdict.FailTimedOut)]
    internal void Decide_WhatWasRead_GivesTheVerdict(
        ExportJobStatus? status, OrchestrationRuntimeStatus? orchestration, int ageInMinutes, SweepVerdict expected)
    {
        var entry = new ActiveProjectExport(1, "job", Now - TimeSpan.FromMinutes(ageInMinutes));
        var job = status is { } known ? new ProjectExportJob { ProjectId = 1, JobId = "job", Status = known } : null;

        Assert.Equal(expected, SweepRules.Decide(entry, job, orchestration, Now, new()));
    }
}
