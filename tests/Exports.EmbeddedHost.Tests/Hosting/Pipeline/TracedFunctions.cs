using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Tests.Hosting.Pipeline;

public sealed class TracedFunctions(ConcurrentQueue<string> trace)
{
    [Function("Traced")]
    public IActionResult Traced([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Note();

    [Function("Other")]
    public IActionResult Other([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Note();

    [Function("Hourly")]
    public void Hourly([TimerTrigger("0 0 * * * *")] TimerInfo timer) => Note();

    private OkResult Note()
    {
        trace.Enqueue("function");
        return new OkResult();
    }
}
