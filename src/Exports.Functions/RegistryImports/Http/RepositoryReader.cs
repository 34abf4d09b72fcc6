using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Rules;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Http;

/// <summary>Answers the questions about one repository; its path is the query's <c>path</c>.</summary>
internal sealed class RepositoryReader(
    RegistryRepositoryTable rows, ControlLedger control, TimeProvider time, IOptions<RegistryImportOptions> options)
{
    public async Task<IResult> GetAsync(HttpRequest request, CancellationToken cancellationToken) =>
        ApiResults.Json(RepositoryResponse.From(await RequireAsync(request.Query["path"], cancellationToken)));

    public async Task<IResult> ExplainAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var row = await RequireAsync(request.Query["path"], cancellationToken);
        var explanation = ExplainRules.Decide(row, await control.GetAsync(cancellationToken), time.GetUtcNow(), options.Value);
        return ApiResults.Json(new ExplainResponse(row.Path, row.State, explanation.Code, explanation.Sentence, explanation.Until));
    }

    public async Task<IResult> GetEventsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var row = await RequireAsync(request.Query["path"], cancellationToken);
        var history = await rows.GetHistoryAsync(row.Hash, cancellationToken);
        return ApiResults.Json(history.Select(RepositoryEventResponse.Of).ToArray());
    }

    /// <exception cref="ApiException">400 for no legal path, 404 for one that is not registered.</exception>
    public async Task<RegistryRepository> RequireAsync(string? path, CancellationToken cancellationToken)
    {
        if (!RegistryPath.IsLegal(path))
            throw ApiException.BadRequest("400 Bad request - path is not a repository path of at most 255 characters");
        return await rows.GetAsync(RepositoryHash.Of(path!), cancellationToken) ?? throw ApiException.NotFound("Repository");
    }
}
