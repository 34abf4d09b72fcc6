using Exports.Functions.Shared.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Exports.Functions.Shared.Health;

/// <summary>Says that the process answers; asks no storage, so that a probe costs nothing and a slow table restarts nobody.</summary>
public static class HealthEndpoint
{
    internal const string Name = "Health";

    [Function(Name)]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v4/health")] HttpRequest request) =>
        ApiResults.Json(new HealthResponse("ok"));
}
