using Exports.Functions.Projects.Imports.Activities;
using Exports.Functions.Projects.Imports.Messages;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Projects.Imports;

/// <summary>
/// The activities of project imports. Each is bounded in time and may run more than once; where its import has ended it does nothing
/// and says so. The work is in <c>Activities/</c>.
/// </summary>
public static class ProjectImportActivities
{
    internal const string Start = "StartImport";
    internal const string Fetch = "FetchImportArchive";
    internal const string Verify = "VerifyImportArchive";
    internal const string Store = "StoreImportContents";
    internal const string Prepare = "PrepareImportedTree";
    internal const string Publish = "PublishImport";
    internal const string Fail = "FailImport";
    internal const string Close = "CloseImport";

    [Function(Start)]
    public static async Task<bool> StartAsync([ActivityTrigger] ImportKey input, FunctionContext context) =>
        await Work<ImportLedger>(context).StartAsync(input, context.CancellationToken) is not null;

    [Function(Fetch)]
    public static Task<FetchCursor?> FetchAsync([ActivityTrigger] FetchInput input, FunctionContext context) =>
        Work<ArchiveFetch>(context).RunAsync(input, context.CancellationToken);

    [Function(Verify)]
    public static Task<ImportSegmentEnd?> VerifyAsync([ActivityTrigger] ImportSegmentInput input, FunctionContext context) =>
        Work<ArchiveCheck>(context).RunAsync(input, context.CancellationToken);

    [Function(Store)]
    public static Task<ImportSegmentEnd?> StoreAsync([ActivityTrigger] ImportSegmentInput input, FunctionContext context) =>
        Work<ContentStoring>(context).RunAsync(input, context.CancellationToken);

    [Function(Prepare)]
    public static Task<bool> PrepareAsync([ActivityTrigger] ImportKey input, FunctionContext context) =>
        Work<TreePreparation>(context).RunAsync(input, context.CancellationToken);

    [Function(Publish)]
    public static Task PublishAsync([ActivityTrigger] ImportKey input, FunctionContext context) =>
        Work<ImportPublisher>(context).PublishAsync(input, context.CancellationToken);

    [Function(Fail)]
    public static Task FailAsync([ActivityTrigger] ImportFailure input, FunctionContext context) =>
        Work<ImportEnder>(context).EndAsync(input, context.CancellationToken);

    [Function(Close)]
    public static Task CloseAsync([ActivityTrigger] ImportKey input, FunctionContext context) =>
        Work<ImportCleaner>(context).CloseAsync(input, context.CancellationToken);

    private static TWork Work<TWork>(FunctionContext context)
        where TWork : notnull => context.InstanceServices.GetRequiredService<TWork>();
}
