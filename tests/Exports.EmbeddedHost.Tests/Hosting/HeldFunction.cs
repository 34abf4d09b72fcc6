using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.EmbeddedHost.Tests.Hosting;

/// <summary>A function that a test holds until it lets go.</summary>
public sealed class HeldFunction
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => _started.Task;

    public void Release() => _released.SetResult();

    [Function("Held")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellation)
    {
        var held = request.HttpContext.RequestServices.GetRequiredService<HeldFunction>();
        held._started.SetResult();
        await held._released.Task.WaitAsync(cancellation);
        return new ContentResult { Content = "released" };
    }

    internal static async Task<(HostUnderTest Host, HttpClient Http, HeldFunction Held)> StartAsync(string folder, TimeSpan grace)
    {
        var host = await HostUnderTest.StartAsync(
            new HostSetup(folder) { Configure = builder => builder.Services.AddSingleton<HeldFunction>(), Options = options => options.StopGrace = grace },
            typeof(HeldFunction));
        return (host, host.Http, host.Services.GetRequiredService<HeldFunction>());
    }
}
