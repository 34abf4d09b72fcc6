using System.Collections.Concurrent;
using System.Net;
using Exports.TestKit.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exports.EmbeddedHost.Tests.Hosting.Pipeline;

public sealed class MiddlewareTests : IDisposable
{
    private readonly TempDataFolder _folder = new();
    private readonly ConcurrentQueue<string> _trace = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Invoke_SeveralMiddleware_RunInOrderOfRegistrationAroundTheFunction()
    {
        await using var host = await HostUnderTest.StartAsync(
            new HostSetup(_folder.Path)
            {
                Configure = builder =>
                {
                    builder.Services.AddSingleton(_trace);
                    builder.UseMiddleware<TracingMiddleware>();
                    builder.UseMiddleware(async (_, next) =>
                    {
                        _trace.Enqueue("second in");
                        await next();
                        _trace.Enqueue("second out");
                    });
                },
            },
            typeof(TracedFunctions));

        await host.Http.GetStringAsync("/api/Traced");

        Assert.Equal(["Traced in", "second in", "function", "second out", "Traced out"], _trace);
    }

    [Fact]
    public async Task Invoke_BeforeConfigureFunctionsWebApplication_SeesNoHttpContextAndAfterItDoes()
    {
        await using var host = await HostUnderTest.StartAsync(
            new HostSetup(_folder.Path)
            {
                Configure = builder =>
                {
                    builder.Services.AddSingleton(_trace);
                    builder.UseMiddleware((context, next) => Note($"outside {context.GetHttpContext() is not null}", next));
                },
                ConfigureInsideWeb = builder => builder.UseMiddleware((context, next) => Note($"inside {context.GetHttpContext()?.Request.Path}", next)),
            },
            typeof(TracedFunctions));

        await host.Http.GetStringAsync("/api/Traced");

        Assert.Equal(["outside False", "inside /api/Traced", "function"], _trace);
    }

    [Fact]
    public async Task Invoke_MiddlewareAnswersWithoutNext_TheFunctionDoesNotRun()
    {
        await using var host = await HostUnderTest.StartAsync(
            new HostSetup(_folder.Path)
            {
                ConfigureInsideWeb = builder =>
                {
                    builder.Services.AddSingleton(_trace);
                    builder.UseMiddleware((context, _) =>
                    {
                        var response = context.GetHttpContext()!.Response;
                        response.StatusCode = StatusCodes.Status403Forbidden;
                        return response.WriteAsync("refused");
                    });
                },
            },
            typeof(TracedFunctions));

        using var answer = await host.Http.GetAsync("/api/Traced");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("refused", await answer.Content.ReadAsStringAsync());
        Assert.Empty(_trace);
    }

    [Fact]
    public async Task UseWhen_PredicateIsFalse_TheMiddlewareIsPassedBy()
    {
        await using var host = await HostUnderTest.StartAsync(
            new HostSetup(_folder.Path)
            {
                Configure = builder =>
                {
                    builder.Services.AddSingleton(_trace);
                    builder.UseWhen<TracingMiddleware>(context => context.FunctionDefinition.Name == "Other");
                },
            },
            typeof(TracedFunctions));

        await host.Http.GetStringAsync("/api/Traced");
        await host.Http.GetStringAsync("/api/Other");

        Assert.Equal(["function", "Other in", "function", "Other out"], _trace);
    }

    [Fact]
    public async Task Invoke_TimerFunction_PassesTheMiddlewareToo()
    {
        await using var host = await HostUnderTest.StartAsync(
            new HostSetup(_folder.Path)
            {
                Configure = builder =>
                {
                    builder.Services.AddSingleton(_trace);
                    builder.UseMiddleware<TracingMiddleware>();
                },
            },
            typeof(TracedFunctions));

        await host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(["Hourly in", "function", "Hourly out"], _trace);
    }

    [Fact]
    public async Task Invoke_EachInvocation_HasItsOwnIdAndServiceScope()
    {
        var seen = new ConcurrentQueue<(string Id, object Scoped)>();
        await using var host = await HostUnderTest.StartAsync(
            new HostSetup(_folder.Path)
            {
                Configure = builder =>
                {
                    builder.Services.AddSingleton(_trace);
                    builder.Services.AddScoped<ScopedService>();
                },
                ConfigureInsideWeb = builder => builder.UseMiddleware(async (context, next) =>
                {
                    var scoped = context.InstanceServices.GetRequiredService<ScopedService>();
                    Assert.Same(scoped, context.GetHttpContext()!.RequestServices.GetRequiredService<ScopedService>());
                    seen.Enqueue((context.InvocationId, scoped));
                    await next();
                }),
            },
            typeof(TracedFunctions));

        await host.Http.GetStringAsync("/api/Traced");
        await host.Http.GetStringAsync("/api/Traced");

        Assert.Equal(2, seen.Select(invocation => invocation.Id).Distinct().Count());
        Assert.Equal(2, seen.Select(invocation => invocation.Scoped).Distinct().Count());
        Assert.All(seen, invocation => Assert.True(((ScopedService)invocation.Scoped).IsDisposed));
    }

    private Task Note(string text, Func<Task> next)
    {
        _trace.Enqueue(text);
        return next();
    }
}
