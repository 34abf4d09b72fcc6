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
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => _started.Task;

    /// <summary>How the function's wait ended: as it was let go, or cancelled.</summary>
    public Task Ended => _ended.Task;

    public void Release() => _released.SetResult();

    [Function("Held")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellation)
    {
        var held = request.HttpContext.RequestServices.GetRequiredService<HeldFunction>();
        held._started.SetResult();
        await held.WaitAsync(cancellation);
        return new ContentResult { Content = "released" };
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        try
        {
            await _released.Task.WaitAsync(cancellation);
            _ended.SetResult();
        }
        catch (OperationCanceledException)
        {
            _ended.SetCanceled(CancellationToken.None);
            throw;
        }
    }

    internal static async Task<(HostUnderTest Host, HttpClient Http, HeldFunction Held)> StartAsync(string folder, TimeSpan grace)
    {
        var host = await HostUnderTest.StartAsync(
            new HostSetup(folder) { Configure = builder => builder.Services.AddSingleton<HeldFunction>(), Options = options => options.StopGrace = grace },
            typeof(HeldFunction));
        return (host, host.Http, host.Services.GetRequiredService<HeldFunction>());
    }
}
