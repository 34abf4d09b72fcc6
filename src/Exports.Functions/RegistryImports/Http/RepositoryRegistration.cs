using Exports.Functions.RegistryImports.Registering;
using Exports.Functions.Shared.Http;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.RegistryImports.Http;

/// <summary>Answers <c>POST /registry/imports/repositories</c>.</summary>
internal sealed class RepositoryRegistration(RepositoryListBody body, RepositoryRegistrar registrar)
{
    public async Task<IResult> RegisterAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var items = await body.ReadAsync(request, cancellationToken);
        return ApiResults.Json(await registrar.RegisterAsync(items, cancellationToken), StatusCodes.Status202Accepted);
    }
}
