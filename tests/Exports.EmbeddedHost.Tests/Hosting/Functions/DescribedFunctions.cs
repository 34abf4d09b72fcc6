using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Hosting.Functions;

public sealed class DescribedFunctions
{
    [Function("Described")]
    public static Task RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "described/{id?}")] HttpRequest request, [DurableClient] DurableTaskClient client, int id = 7) =>
        Task.CompletedTask;
}
