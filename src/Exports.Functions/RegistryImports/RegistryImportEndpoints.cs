using Exports.Functions.RegistryImports.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.RegistryImports;

/// <summary>
/// The routes of registry imports, for administrators. A repository's path holds slashes, so it stands in the query or the body. The work
/// is in <c>Http/</c>.
/// </summary>
public static class RegistryImportEndpoints
{
    /// <summary>Every function here; all of them need the scope <c>admin</c>.</summary>
    internal static readonly string[] Names =
    [
        "RegisterRepositories",
        "ListRepositories",
        "GetRepository",
        "ExplainRepository",
        "ListRepositoryEvents",
        "RetryRepository",
        "SkipRepository",
        "CancelRepository",
        "ForceCancelRepository",
        "ResetRepositories",
        "GetRegistryImports",
        "PauseRegistryImports",
        "ResumeRegistryImports",
    ];

    private const string Root = "v4/registry/imports";

    [Function("RegisterRepositories")]
    public static Task<IResult> RegisterAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Root + "/repositories")] HttpRequest request,
        FunctionContext context) =>
        Work<RepositoryRegistration>(context).RegisterAsync(request, context.CancellationToken);

    [Function("ListRepositories")]
    public static Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Root + "/repositories")] HttpRequest request,
        FunctionContext context) =>
        Work<RepositoryList>(context).ListAsync(request, context.CancellationToken);

    [Function("GetRepository")]
    public static Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Root + "/repository")] HttpRequest request,
        FunctionContext context) =>
        Work<RepositoryReader>(context).GetAsync(request, context.CancellationToken);

    [Function("ExplainRepository")]
    public static Task<IResult> ExplainAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Root + "/explain")] HttpRequest request,
        FunctionContext context) =>
        Work<RepositoryReader>(context).ExplainAsync(request, context.CancellationToken);

    [Function("ListRepositoryEvents")]
    public static Task<IResult> GetEventsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Root + "/events")] HttpRequest request,
        FunctionContext context) =>
        Work<RepositoryReader>(context).GetEventsAsync(request, context.CancellationToken);

    [Function("RetryRepository")]
    public static Task<IResult> RetryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Root + "/retry")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        Work<RepositoryActions>(context).RetryAsync(request, client, context.CancellationToken);

    [Function("SkipRepository")]
    public static Task<IResult> SkipAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Root + "/skip")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        Work<RepositoryActions>(context).SkipAsync(request, client, context.CancellationToken);

    [Function("CancelRepository")]
    public static Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Root + "/cancel")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        Work<RepositoryActions>(context).CancelAsync(request, client, context.CancellationToken);

    [Function("ForceCancelRepository")]
    public static Task<IResult> ForceCancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Root + "/force_cancel")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        Work<RepositoryActions>(context).ForceCancelAsync(request, client, context.CancellationToken);

    [Function("ResetRepositories")]
    public static Task<IResult> ResetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Root + "/reset")] HttpRequest request,
        FunctionContext context) =>
        Work<RepositoryReset>(context).ResetAsync(request, context.CancellationToken);

    [Function("GetRegistryImports")]
    public static Task<IResult> GetStatusAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Root)] HttpRequest request,
        FunctionContext context) =>
        Work<ImportSwitch>(context).GetAsync(context.CancellationToken);

    [Function("PauseRegistryImports")]
    public static Task<IResult> PauseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Root + "/pause")] HttpRequest request,
        FunctionContext context) =>
        Work<ImportSwitch>(context).PauseAsync(request, context.CancellationToken);

    [Function("ResumeRegistryImports")]
    public static Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Root + "/resume")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        Work<ImportSwitch>(context).ResumeAsync(request, client, context.CancellationToken);

    private static TWork Work<TWork>(FunctionContext context)
        where TWork : notnull => context.InstanceServices.GetRequiredService<TWork>();
}
