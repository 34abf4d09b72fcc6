using System.Text.Json;
using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Rules;
using Exports.Functions.Storage.Tables;
using Exports.TestKit.Time;

namespace Exports.Functions.Tests.RegistryImports.Http;

/// <summary>Every code, with its sentence, as a client reads it.</summary>
public sealed class ExplainHttpTests
{
    private const string Path = "group/app/web";

    private static readonly DateTimeOffset Now = ManualTimeProvider.DefaultStart;

    private static readonly RegistryRepository New = SampleRepository.In(RepositoryState.Default, Path);

    private static readonly Breaker Tripped = new(new string('F', 55) + new string('D', 45), Now, null);

    private static readonly ExplainCase[] Cases =
    [
        new(ExplainCode.Ready, New, "It is ready, and goes in the order of priority and name."),
        new(ExplainCode.Disabled, New, "Registry imports are switched off.") { Setting = ("Enabled", "false") },
        new(ExplainCode.Paused, New, "New starts were paused by ops at 2026-03-02 12:00:00Z: maintenance")
        {
            Control = new() { Paused = new("maintenance", "ops", Now) },
        },
        new(ExplainCode.CapacityZero, New, "The capacity is 0.") { Setting = ("Capacity", "0") },
        new(ExplainCode.CapacityReached, New, "Every slot is in use: 5/5.")
        {
            Control = new() { Slots = [.. Enumerable.Range(0, 5).Select(number => new SlotHolder($"{number:D32}", 1, Now))] },
        },
        new(ExplainCode.BreakerOpen, New, "The breaker is open: 55 of the last 100 failed. A probe may start at 2026-03-02 12:15:00Z.")
        {
            Control = new() { Breaker = Tripped },
            Until = Now.AddMinutes(15),
        },
        new(ExplainCode.BreakerProbing, New, "The breaker is open, and one repository is tried as a probe.")
        {
            Control = new() { Breaker = Tripped with { Probe = RepositoryHash.Of("another") } },
        },
        new(ExplainCode.Waiting, New, "The waiting time after the last finished step is over at 2026-03-02 12:35:00Z.")
        {
            Setting = ("WaitingTime", "00:45:00"),
            Control = new() { LastStepFinishedAt = Now.AddMinutes(-10) },
            Until = Now.AddMinutes(35),
        },
        new(ExplainCode.DeniedRoot, New, "Its root namespace group is on the deny list.") { Setting = ("DeniedRoots__0", "group") },
        new(ExplainCode.OtherPlan, New, "Its plan free is not among the target plans gold.") { Setting = ("TargetPlans__0", "gold") },
        new(ExplainCode.CreatedAfterCutOff, New, "It was created at 2025-03-01 12:00:00Z; only what was created before 2025-01-01 00:00:00Z moves.")
        {
            Setting = ("CreatedBefore", "2025-01-01T00:00:00Z"),
        },
        new(ExplainCode.NotBefore, New with { NotBefore = Now.AddDays(1) }, "It is not to be started before 2026-03-03 12:00:00Z.") { Until = Now.AddDays(1) },
        new(
            ExplainCode.NotBefore,
            Aborted(retries: 1) with { NotBefore = Now.AddDays(1) },
            "It is not to be started before 2026-03-03 12:00:00Z.") { Until = Now.AddDays(1) },
        new(ExplainCode.OverTagLimit, New with { TagsCount = 101 }, "It has 101 tags and the limit is 100: it is skipped when its turn comes."),
        new(ExplainCode.RetryLater, Aborted(retries: 2), "Retry 2 of 3 at 2026-03-02 12:04:00Z.") { Until = Now.AddMinutes(4) },
        new(ExplainCode.RetryLater, Aborted(retries: 0), "It is tried again at 2026-03-02 12:04:00Z.") { Until = Now.AddMinutes(4) },
        new(ExplainCode.Ready, Aborted(retries: 1) with { NextTryAt = Now.AddMinutes(-1) }, "Retry 1 of 3 as soon as a slot is free."),
        new(ExplainCode.Disabled, Aborted(retries: 1) with { NextTryAt = Now.AddMinutes(-1) }, "Registry imports are switched off.")
        {
            Setting = ("Enabled", "false"),
        },
        new(
            ExplainCode.RegistryTrouble,
            Troubled(Aborted(retries: 0)),
            "The registry answers 503. So since 2026-03-02 06:00:00Z; next try at 2026-03-02 12:04:00Z.") { Until = Now.AddMinutes(4) },
        new(
            ExplainCode.RegistryTrouble,
            Troubled(Aborted(retries: 0) with { NextTryAt = Now.AddMinutes(-1) }),
            "The registry answers 503. So since 2026-03-02 06:00:00Z; next try as soon as a slot is free."),
        new(
            ExplainCode.BreakerOpen,
            Troubled(Aborted(retries: 0) with { NextTryAt = Now.AddMinutes(-1) }),
            "The registry answers 503. So since 2026-03-02 06:00:00Z. "
            + "The breaker is open: 55 of the last 100 failed. A probe may start at 2026-03-02 12:15:00Z.")
        {
            Control = new() { Breaker = Tripped },
            Until = Now.AddMinutes(15),
        },
        new(
            ExplainCode.Disabled,
            Troubled(Aborted(retries: 0) with { NextTryAt = Now.AddMinutes(-1) }),
            "Registry imports are switched off.") { Setting = ("Enabled", "false") },
        new(
            ExplainCode.RegistryTrouble,
            Troubled(Active(RepositoryState.Importing)),
            "The registry answers 503. So since 2026-03-02 06:00:00Z; its step is followed all the same."),
        new(
            ExplainCode.InProgress,
            Active(RepositoryState.PreImporting) with { TagsCount = 7200 },
            "Attempt 1: pre_importing since 2026-03-02 11:58:00Z; the guard cancels it after 2026-03-02 12:58:00Z.") { Until = Now.AddMinutes(58) },
        new(
            ExplainCode.InProgress,
            Active(RepositoryState.Importing),
            "Attempt 1: importing since 2026-03-02 11:58:00Z; the guard cancels it after 2026-03-02 12:08:00Z.") { Until = Now.AddMinutes(8) },
        new(
            ExplainCode.BetweenSteps,
            Active(RepositoryState.PreImportDone) with { PreImportDoneAt = Now.AddMinutes(-1) },
            "Its pre-import was done at 2026-03-02 11:59:00Z; the final step is about to start."),
        new(
            ExplainCode.Cancelling,
            Active(RepositoryState.Importing) with { CancelRequestedAt = Now },
            "Its step was cancelled at 2026-03-02 12:00:00Z; the registry has yet to stop it."),
        new(
            ExplainCode.Cancelling,
            Active(RepositoryState.PreImporting) with { Unwanted = CancelKind.Skip },
            "Somebody does not want it moved: its step is cancelled, and it is skipped."),
        new(ExplainCode.Done, Done(null), "It was moved at 2026-03-02 11:00:00Z."),
        new(ExplainCode.Done, Done(SkipReason.NotFound), "The registry does not know it: there was nothing to move."),
        new(ExplainCode.Done, Done(SkipReason.NativeImport), "It is in the new registry already."),
        new(
            ExplainCode.Skipped,
            SampleRepository.In(RepositoryState.ImportSkipped, Path) with { Reason = SkipReason.MigrationCanceled, SkippedAt = Now.AddHours(-1) },
            "It was skipped at 2026-03-02 11:00:00Z: migration_canceled."),
    ];

    public static TheoryData<int> Numbers { get; } = [.. Enumerable.Range(0, Cases.Length)];

    [Fact]
    public void Cases_NameEveryCode() => Assert.Equal(Enum.GetValues<ExplainCode>(), Cases.Select(one => one.Code).Distinct().Order());

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task B08_Explain_SaysInACodeAndASentenceWhyItIsWhereItIs(int number)
    {
        var one = Cases[number];
        await using var host = await ImportHost.StartAsync(one.Setting is { } setting ? [setting] : []);
        await host.PlantAsync(one.Row);
        await host.Control.ChangeAsync(current => one.Control with { ETag = current.ETag }, default);

        var answer = await host.AskAsync("explain", Path);

        Assert.Equal(one.Sentence, answer.GetProperty("message").GetString());
        Assert.Equal(StoredName.Of(one.Code), answer.GetProperty("code").GetString());
        Assert.Equal(StoredName.Of(one.Row.State), answer.GetProperty("state").GetString());
        Assert.Equal(Path, answer.GetProperty("path").GetString());
        Assert.Equal(one.Until, answer.TryGetProperty("until", out var until) && until.ValueKind != JsonValueKind.Null ? until.GetDateTimeOffset() : null);
    }

    private static RegistryRepository Aborted(int retries) =>
        SampleRepository.In(RepositoryState.ImportAborted, Path) with { Retries = retries, NextTryAt = Now.AddMinutes(4) };

    private static RegistryRepository Troubled(RegistryRepository row) =>
        row with { Trouble = "The registry answers 503.", TroubleSince = Now.AddHours(-6) };

    private static RegistryRepository Active(RepositoryState state) => SampleRepository.In(state, Path) with { StepStartedAt = Now.AddMinutes(-2) };

    private static RegistryRepository Done(SkipReason? reason) =>
        SampleRepository.In(RepositoryState.ImportDone, Path) with { ImportDoneAt = Now.AddHours(-1), Reason = reason };
}
