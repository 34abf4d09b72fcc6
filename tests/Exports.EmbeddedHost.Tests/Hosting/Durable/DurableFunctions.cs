using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Hosting.Durable;

/// <summary>Durable functions of every kind, bound as an application binds them.</summary>
public sealed class DurableFunctions(GreetingStyle style)
{
    [Function("Start")]
    public static async Task<IActionResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "start/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id)
    {
        var options = new StartOrchestrationOptions(id);
        await client.ScheduleNewOrchestrationInstanceAsync("Greet", new GreetingOrder("Ada", 2), options);
        return new AcceptedResult();
    }

    [Function("Greet")]
    public static async Task<string> GreetAsync([OrchestrationTrigger] TaskOrchestrationContext context, GreetingOrder order)
    {
        var text = await context.CallActivityAsync<string>("Say", order);
        return await context.CallActivityAsync<string>("Sign", text);
    }

    [Function("Say")]
    public string Say([ActivityTrigger] GreetingOrder order, string instanceId) => $"{instanceId}: {string.Join(' ', Enumerable.Repeat(style.Word, order.Times))} {order.Name}";

    [Function("Sign")]
    public static async Task<string> SignAsync([ActivityTrigger] string text, FunctionContext context, CancellationToken cancellation)
    {
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
        return $"{text} ({context.FunctionDefinition.Name})";
    }

    [Function("Missing")]
    public static async Task<int> MissingAsync([OrchestrationTrigger] TaskOrchestrationContext context, int? order = 5) =>
        (order ?? 0) + await context.CallActivityAsync<int>("Length");

    [Function("Length")]
    public static int Length([ActivityTrigger] string? text) => text?.Length ?? -1;

    [Function("Fail")]
    public static Task FailAsync([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("Explode");

    [Function("Explode")]
    public static void Explode([ActivityTrigger] FunctionContext context) => throw new InvalidOperationException("boom");

    [Function("WaitForGo")]
    public static Task<string> WaitForGoAsync([OrchestrationTrigger] TaskOrchestrationContext context) => context.WaitForExternalEvent<string>("go");

    [Function("Count")]
    public static async Task<string> CountAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var counter = new EntityInstanceId("Counter", "one");
        await context.Entities.CallEntityAsync(counter, "add", 3);
        return await context.Entities.CallEntityAsync<string>(counter, "describe");
    }

    [Function("Counter")]
    public static Task CounterAsync([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<CounterEntity>();
}
