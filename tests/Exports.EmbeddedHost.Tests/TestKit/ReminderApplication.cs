using System.Collections.Concurrent;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.TestKit;

/// <summary>A small application with one function of each kind: a reminder waits an hour, writes a row and counts itself.</summary>
public sealed class ReminderApplication(TableServiceClient tables, TimeProvider time, ReminderApplication.Runs runs)
{
    [Function("StartReminder")]
    public static async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "reminders/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        await client.ScheduleNewOrchestrationInstanceAsync("Remind", id, new StartOrchestrationOptions(id));
        return new AcceptedResult();
    }

    [Function("Remind")]
    public static async Task Remind([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
        await context.CallActivityAsync("WriteReminder", context.GetInput<string>());
        await context.Entities.CallEntityAsync(new EntityInstanceId("ReminderCounter", "all"), "Add");
    }

    [Function("WriteReminder")]
    public async Task Write([ActivityTrigger] string id)
    {
        var table = tables.GetTableClient("reminders");
        await table.CreateIfNotExistsAsync();
        await table.UpsertEntityAsync(new TableEntity("all", id) { ["At"] = time.GetUtcNow() });
    }

    [Function("ReminderCounter")]
    public static Task Count([EntityTrigger] TaskEntityDispatcher dispatcher)
    {
        ArgumentNullException.ThrowIfNull(dispatcher);
        return dispatcher.DispatchAsync<ReminderCounter>();
    }

    [Function("Sweep")]
    public void Sweep([TimerTrigger("0 0 * * * *")] TimerInfo timer)
    {
        ArgumentNullException.ThrowIfNull(timer);
        runs.Sweeps.Enqueue(time.GetUtcNow());
    }

    /// <summary>Runs of the timer function, over all processes of a test.</summary>
    public sealed class Runs
    {
        internal ConcurrentQueue<DateTimeOffset> Sweeps { get; } = new();
    }

    /// <summary>Counts reminders.</summary>
    public sealed class ReminderCounter
    {
        public int Value { get; set; }

        public void Add() => Value++;
    }
}
