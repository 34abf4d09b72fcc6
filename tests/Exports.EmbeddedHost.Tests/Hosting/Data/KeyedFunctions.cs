using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Tests.Hosting.Data;

public static class KeyedFunctions
{
    [Function("Keyed")]
    public static IActionResult Run([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => new OkResult();
}
