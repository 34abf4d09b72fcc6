using System.Globalization;
using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.RegistryImports.Rules;

/// <summary>Says in a code and a sentence why a repository is where it is, by the very rules that keep it there.</summary>
internal static class ExplainRules
{
    public static Explanation Decide(RegistryRepository row, ImportControl control, DateTimeOffset now, RegistryImportOptions options) =>
        row.State switch
        {
            RepositoryState.Default => New(row, control, now, options),
            RepositoryState.ImportAborted => Aborted(row, control, now, options),
            RepositoryState.ImportDone => Done(row),
            RepositoryState.ImportSkipped =>
                new(ExplainCode.Skipped, $"It was skipped at {At(row.SkippedAt)}: {StoredName.Of(row.Reason!.Value)}."),
            _ => Active(row, options),
        };

    private static Explanation New(RegistryRepository row, ImportControl control, DateTimeOffset now, RegistryImportOptions options) =>
        EligibilityRules.Decide(row, now, options) switch
        {
            Eligibility.Denied => new(
                ExplainCode.DeniedRoot, $"Its root namespace {EligibilityRules.Root(row.Path)} is on the deny list."),
            Eligibility.OtherPlan => new(
                ExplainCode.OtherPlan,
                $"Its plan {row.Plan ?? EligibilityRules.DefaultPlan} is not among the target plans "
                + $"{string.Join(", ", options.TargetPlans)}."),
            Eligibility.TooNew => new(
                ExplainCode.CreatedAfterCutOff,
                $"It was created at {At(row.CreatedAt)}; only what was created before {At(options.CreatedBefore)} moves."),
            Eligibility.NotYet => new(ExplainCode.NotBefore, $"It is not to be started before {At(row.NotBefore)}.", row.NotBefore),
            _ when EligibilityRules.HasTooManyTags(row, options) => new(
                ExplainCode.OverTagLimit,
                $"It has {row.TagsCount} tags and the limit is {options.MaxTags}: it is skipped when its turn comes."),
            _ => Turn(control, now, options, "It is ready, and goes in the order of priority and name."),
        };

    private static Explanation Aborted(RegistryRepository row, ImportControl control, DateTimeOffset now, RegistryImportOptions options)
    {
        if (row.NotBefore > now && row.NotBefore > row.NextTryAt)
            return new(ExplainCode.NotBefore, $"It is not to be started before {At(row.NotBefore)}.", row.NotBefore);
        if (row.Trouble is { } trouble && row.NextTryAt > now)
            return new(
                ExplainCode.RegistryTrouble, $"{trouble} So since {At(row.TroubleSince)}; next try at {At(row.NextTryAt)}.", row.NextTryAt);
        if (row.NextTryAt > now)
            return new(ExplainCode.RetryLater, $"{Retry(row, options)} at {At(row.NextTryAt)}.", row.NextTryAt);
        var turn = Turn(control, now, options, $"{Retry(row, options)} as soon as a slot is free.");
        return (row.Trouble, turn.Code) switch
        {
            ({ } still, ExplainCode.Ready) => new(
                ExplainCode.RegistryTrouble, $"{still} So since {At(row.TroubleSince)}; next try as soon as a slot is free."),
            ({ } still, ExplainCode.BreakerOpen or ExplainCode.BreakerProbing) => turn with
            {
                Sentence = $"{still} So since {At(row.TroubleSince)}. {turn.Sentence}",
            },
            _ => turn,
        };
    }

    private static string Retry(RegistryRepository row, RegistryImportOptions options) =>
        row.Retries == 0 ? "It is tried again" : $"Retry {row.Retries} of {options.MaxRetries}";

    private static Explanation Active(RegistryRepository row, RegistryImportOptions options)
    {
        if (row.CancelRequestedAt is { } cancelled)
            return new(ExplainCode.Cancelling, $"Its step was cancelled at {At(cancelled)}; the registry has yet to stop it.");
        if (row.Unwanted is not null)
            return new(ExplainCode.Cancelling, "Somebody does not want it moved: its step is cancelled, and it is skipped.");
        if (row.Trouble is { } trouble)
            return new(
                ExplainCode.RegistryTrouble,
                $"{trouble} So since {At(row.TroubleSince)}; "
                + (row.Next is { Kind: MoveKind.Start } ? "its start is tried again." : "its step is followed all the same."));
        if (row.State == RepositoryState.PreImportDone)
            return new(
                ExplainCode.BetweenSteps, $"Its pre-import was done at {At(row.PreImportDoneAt)}; the final step is about to start.");
        var end = row.StepStartedAt + GuardRules.TimeFor(row, options);
        return new(
            ExplainCode.InProgress,
            $"Attempt {row.Attempt}: {StoredName.Of(row.State)} since {At(row.StepStartedAt)}; the guard cancels it after {At(end)}.",
            end);
    }

    private static Explanation Done(RegistryRepository row) => row.Reason switch
    {
        SkipReason.NotFound => new(ExplainCode.Done, "The registry does not know it: there was nothing to move."),
        SkipReason.NativeImport => new(ExplainCode.Done, "It is in the new registry already."),
        _ => new(ExplainCode.Done, $"It was moved at {At(row.ImportDoneAt)}."),
    };

    /// <summary>What keeps everybody from being started; if nothing does, the given sentence.</summary>
    private static Explanation Turn(ImportControl control, DateTimeOffset now, RegistryImportOptions options, string free)
    {
        var decision = EnqueuerRules.Decide(control, now, options);
        return decision.Code switch
        {
            EnqueueCode.Disabled => new(ExplainCode.Disabled, "Registry imports are switched off."),
            EnqueueCode.Paused => new(
                ExplainCode.Paused, $"New starts were paused by {control.Paused!.By} at {At(control.Paused.At)}: {control.Paused.Reason}"),
            EnqueueCode.CapacityZero => new(ExplainCode.CapacityZero, "The capacity is 0."),
            EnqueueCode.CapacityReached =>
                new(ExplainCode.CapacityReached, $"Every slot is in use: {control.Slots.Count}/{options.Capacity}."),
            EnqueueCode.BreakerOpen => new(
                ExplainCode.BreakerOpen,
                $"The breaker is open: {control.Breaker.Failures} of the last {control.Breaker.Outcomes.Length} failed. "
                + $"A probe may start at {At(decision.Until)}.",
                decision.Until),
            EnqueueCode.BreakerProbing => new(ExplainCode.BreakerProbing, "The breaker is open, and one repository is tried as a probe."),
            EnqueueCode.Waiting => new(
                ExplainCode.Waiting, $"The waiting time after the last finished step is over at {At(decision.Until)}.", decision.Until),
            _ => new(ExplainCode.Ready, free),
        };
    }

    private static string At(DateTimeOffset? time) => time?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture) ?? "an unknown time";
}
