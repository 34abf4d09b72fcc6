using Exports.Functions.Shared.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Exports.Functions.Shared.OpenApi;

/// <summary>Serves the API's description, under an ETag that is its hash.</summary>
public static class OpenApiEndpoint
{
    [Function("GetOpenApi")]
    public static IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v4/openapi.json")] HttpRequest request, FunctionContext context)
    {
        var document = context.InstanceServices.GetRequiredService<OpenApiDocument>();
        var tag = new EntityTagHeaderValue($"\"{document.Sha256}\"");
        return ApiResults.From(Results.Bytes(document.Utf8, "application/json", entityTag: tag));
    }
}
