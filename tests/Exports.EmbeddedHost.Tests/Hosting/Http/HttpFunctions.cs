using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Tests.Hosting.Http;

/// <summary>The HTTP functions under test.</summary>
public sealed class HttpFunctions
{
    [Function("Items")]
    public IActionResult Items(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{number}/{flag}/{id}/{rest?}")] HttpRequest request,
        int number, bool flag, Guid id, string rest = "none") => new ContentResult { Content = $"{number} {flag} {id} {rest}" };

    [Function("Echo")]
    public Task<IActionResult> Echo([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "echo/{text}")] HttpRequest request, string text) =>
        Task.FromResult<IActionResult>(new ContentResult { Content = text });

    [Function("NamedByFunction")]
    public IActionResult NamedByFunction([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => new ContentResult { Content = "named" };

    [Function("OrderParameter")]
    public IActionResult OrderParameter([HttpTrigger(AuthorizationLevel.Anonymous, Route = "order/{any}")] HttpRequest request) =>
        new ContentResult { Content = "first" };

    [Function("OrderLiteral")]
    public IActionResult OrderLiteral([HttpTrigger(AuthorizationLevel.Anonymous, Route = "order/literal")] HttpRequest request) =>
        new ContentResult { Content = "second" };

    [Function("Throw")]
    public IActionResult Throw([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throw")] HttpRequest request) =>
        throw new InvalidOperationException("secret detail");

    [Function("ThrowLate")]
    public static async Task ThrowLate([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throw-late")] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("half");
        await request.HttpContext.Response.Body.FlushAsync();
        throw new InvalidOperationException("late");
    }

    [Function("Minimal")]
    public IResult Minimal([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "minimal")] HttpRequest request) =>
        Results.Created((string?)null, new { SomeValue = 1 });

    [Function("ObjectResult")]
    public async ValueTask<IActionResult> ObjectResult([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "object")] HttpRequest request)
    {
        await Task.Yield();
        return new OkObjectResult(new { SomeValue = 2 });
    }

    [Function("PlainObject")]
    public object PlainObject([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plain-object")] HttpRequest request) => new { SomeValue = 3 };

    [Function("Count")]
    public async Task<IActionResult> Count(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "count")] HttpRequest request, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        long total = 0;
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            total += read;
        }

        return new ContentResult { Content = total.ToString(CultureInfo.InvariantCulture) };
    }
}
