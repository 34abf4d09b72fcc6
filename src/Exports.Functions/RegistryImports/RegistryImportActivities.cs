using Exports.Functions.RegistryImports.Activities;
using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Messages;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.RegistryImports;

/// <summary>
/// The activities of registry imports. Each asks or tells the registry one thing, writes the row, and says what is next. It may run more
/// than once: the row knows the turn, and the registry is asked again. The work is in <c>Activities/</c>.
/// </summary>
public static class RegistryImportActivities
{
    internal const string BeginAttempt = "BeginImportAttempt";
    internal const string StartStep = "StartImportStep";
    internal const string CheckStep = "CheckImportStep";
    internal const string CancelStep = "CancelImportStep";
    internal const string SettleCancel = "SettleImportCancel";
    internal const string EndAttempt = "EndImportAttempt";
    internal const string FillSlots = "FillImportSlots";

    [Function(BeginAttempt)]
    public static Task<Move> BeginAttemptAsync([ActivityTrigger] ImportTurn input, FunctionContext context) =>
        Work<AttemptBeginning>(context).RunAsync(input, context.CancellationToken);

    [Function(StartStep)]
    public static Task<Move> StartStepAsync([ActivityTrigger] ImportTurn input, FunctionContext context) =>
        Work<StepStart>(context).RunAsync(input, context.CancellationToken);

    [Function(CheckStep)]
    public static Task<Move> CheckStepAsync([ActivityTrigger] ImportTurn input, FunctionContext context) =>
        Work<StepCheck>(context).RunAsync(input, context.CancellationToken);

    [Function(CancelStep)]
    public static Task<Move> CancelStepAsync([ActivityTrigger] ImportTurn input, FunctionContext context) =>
        Work<StepCancel>(context).RunAsync(input, context.CancellationToken);

    [Function(SettleCancel)]
    public static Task<Move> SettleCancelAsync([ActivityTrigger] ImportTurn input, FunctionContext context) =>
        Work<CancelSettling>(context).RunAsync(input, context.CancellationToken);

    [Function(EndAttempt)]
    public static Task EndAttemptAsync([ActivityTrigger] RepositoryKey input, FunctionContext context) =>
        Work<AttemptEnding>(context).RunAsync(input, context.CancellationToken);

    /// <summary>A slot is free: whoever comes next need not wait for the enqueuer's timer.</summary>
    [Function(FillSlots)]
    public static Task FillSlotsAsync(
        [ActivityTrigger] string freedBy, [DurableClient] DurableTaskClient client, FunctionContext context) =>
        Work<ImportEnqueuer>(context).RunOnceAsync(client, context.CancellationToken);

    internal static string ActivityOf(MoveKind move) => move switch
    {
        MoveKind.Start => StartStep,
        MoveKind.Follow => CheckStep,
        MoveKind.Cancel => CancelStep,
        MoveKind.AwaitCancel => SettleCancel,
        _ => throw new ArgumentOutOfRangeException(nameof(move), move, "The end has no activity."),
    };

    private static TWork Work<TWork>(FunctionContext context)
        where TWork : notnull => context.InstanceServices.GetRequiredService<TWork>();
}
