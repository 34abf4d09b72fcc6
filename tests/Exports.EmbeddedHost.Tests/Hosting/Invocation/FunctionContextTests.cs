using Exports.TestKit.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Tests.Hosting.Invocation;

public sealed class FunctionContextTests : IDisposable
{
    private readonly TempDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Members_HttpInvocation_AreFilledIn()
    {
        FunctionContext? seen = null;
        await using var host = await HostUnderTest.StartAsync(
            new HostSetup(_folder.Path)
            {
                ConfigureInsideWeb = builder => builder.UseMiddleware((context, next) =>
                {
                    seen = context;
                    context.Features.Set(new Note("left by middleware"));
                    context.Items["key"] = "value";
                    context.GetLogger("Category").LogInformation("logged by name");
                    context.GetLogger<FunctionContextTests>().LogInformation("logged by type");
                    Assert.NotNull(context.InstanceServices.GetRequiredService<IServiceScopeFactory>());
                    return next();
                }),
            },
            typeof(Http.HttpFunctions));

        await host.Http.GetStringAsync("/api/echo/text");

        Assert.NotNull(seen);
        Assert.True(Guid.TryParse(seen.InvocationId, out _));
        Assert.Equal("Echo", seen.FunctionDefinition.Name);
        Assert.Equal(seen.FunctionDefinition.Id, seen.FunctionId);
        Assert.Equal("text", seen.BindingContext.BindingData["TEXT"]);
        Assert.Equal(0, seen.RetryContext.RetryCount);
        Assert.Equal("left by middleware", seen.Features.Get<Note>()!.Text);
        Assert.Contains(seen.Features, feature => feature.Key == typeof(Note));
        Assert.Null(seen.Features.Get<Uri>());
        Assert.Equal("value", seen.Items["key"]);
        Assert.Contains(host.Logs.Entries, line => line.Message == "logged by name");
        Assert.Contains(host.Logs.Entries, line => line.Message == "logged by type");
    }

    [Fact]
    public async Task CancellationToken_CallerGoesAway_Fires()
    {
        await using var host = await HostUnderTest.StartAsync(
            new HostSetup(_folder.Path) { Configure = builder => builder.Services.AddSingleton<HeldFunction>() }, typeof(HeldFunction));
        var held = host.Services.GetRequiredService<HeldFunction>();
        using var gone = new CancellationTokenSource();

        var request = host.Http.GetStringAsync("/api/Held", gone.Token);
        await held.Started;
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private sealed record Note(string Text);
}
