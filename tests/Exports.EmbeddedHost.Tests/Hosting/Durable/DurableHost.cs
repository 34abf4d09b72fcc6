using System.Collections.Concurrent;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exports.EmbeddedHost.Tests.Hosting.Durable;

/// <summary>A host over <see cref="DurableFunctions"/> that notes which functions pass the middleware.</summary>
internal static class DurableHost
{
    public static Task<HostUnderTest> StartAsync(string folder, ConcurrentQueue<string>? passed = null) => HostUnderTest.StartAsync(
        new HostSetup(folder)
        {
            Arguments = ["--environment", Environments.Development],
            Options = options => options.AllowAnonymous = true,
            Configure = builder =>
            {
                builder.Services.AddScoped<GreetingStyle>();
                builder.UseMiddleware((context, next) =>
                {
                    passed?.Enqueue(context.FunctionDefinition.Name);
                    return next();
                });
            },
        },
        typeof(DurableFunctions));

    public static DurableTaskClient Client(this HostUnderTest host) => host.Services.GetRequiredService<DurableTaskClient>();

    public static async Task<OrchestrationMetadata> RunAsync(this HostUnderTest host, string orchestrator, object? input = null)
    {
        var id = await host.Client().ScheduleNewOrchestrationInstanceAsync(orchestrator, input);
        return await host.Client().WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(TimeSpan.FromSeconds(20));
    }
}
