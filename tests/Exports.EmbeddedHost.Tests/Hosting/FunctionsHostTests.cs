using System.Net;
using System.Net.Sockets;
using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Tests.Hosting.Http;
using Exports.TestKit.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.EmbeddedHost.Tests.Hosting;

public sealed class FunctionsHostTests : IDisposable
{
    private readonly TempDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_PortIsInUse_FailsNamingTheAddressAndFreesTheFolder()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var failure = await Assert.ThrowsAsync<HostStartException>(() => HostUnderTest.StartAsync(
            new HostSetup(_folder.Path) { Options = options => options.Urls = [address] }, typeof(HttpFunctions)));

        Assert.StartsWith($"Cannot listen on {address}:", failure.Message, StringComparison.Ordinal);
        await using var host = await HostUnderTest.StartAsync(new HostSetup(_folder.Path), typeof(HttpFunctions));
        Assert.Equal("named", await host.Http.GetStringAsync("/api/NamedByFunction"));
    }

    [Fact]
    public async Task Start_AddressIsNoneOfThisMachine_FailsNamingIt()
    {
        // 192.0.2.0/24 is for documentation; no machine has it.
        const string address = "http://192.0.2.1:7071";

        var failure = await Assert.ThrowsAsync<HostStartException>(() => HostUnderTest.StartAsync(
            new HostSetup(_folder.Path) { Options = options => options.Urls = [address] }, typeof(HttpFunctions)));

        Assert.StartsWith($"Cannot listen on {address}: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_HttpFunctionWithoutTheWebApplication_IsRefused()
    {
        var failure = await Assert.ThrowsAsync<HostStartException>(() => HostUnderTest.StartAsync(
            new HostSetup(_folder.Path) { WithoutWebApplication = true }, typeof(HttpFunctions)));

        Assert.Contains("needs builder.ConfigureFunctionsWebApplication()", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_RequestIsGoing_IsAnsweredWithinTheGraceTime()
    {
        var host = await HeldFunction.StartAsync(_folder.Path, TimeSpan.FromSeconds(20));
        var answer = host.Http.GetStringAsync("/api/Held");
        await host.Held.Started;

        var stopping = host.Host.StopAsync();
        host.Held.Release();

        Assert.Equal("released", await answer);
        await stopping;
        await host.Host.DisposeAsync();
    }

    [Fact]
    public async Task Stop_GraceTimeIsOver_TheRequestIsBrokenOff()
    {
        var host = await HeldFunction.StartAsync(_folder.Path, TimeSpan.Zero);
        var answer = host.Http.GetStringAsync("/api/Held");
        await host.Held.Started;

        await host.Host.StopAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => answer);
        await host.Host.DisposeAsync();
    }

    [Fact]
    public async Task Start_NotQuiet_ListsFunctionsWithAddressesAndSchedules()
    {
        await using var host = await HostUnderTest.StartAsync(
            new HostSetup(_folder.Path) { Configure = builder => builder.Services.AddSingleton<Timers.TimerProbe>() },
            typeof(HttpFunctions), typeof(Timers.HourlyFunction), typeof(Functions.NamedActivities));
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var output = new StringWriter();

        StartupListing.Write(output, host.Services, addresses, new EmbeddedHost.Hosting.Configuration.HostJson());

        var text = output.ToString();
        Assert.Contains($"Echo: [GET] {addresses.First()}/api/echo/{{text}}", text, StringComparison.Ordinal);
        Assert.Contains("Hourly: timerTrigger 0 0 * * * *", text, StringComparison.Ordinal);
        Assert.Contains("Plain: activityTrigger", text, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, text, StringComparison.Ordinal);
    }
}
