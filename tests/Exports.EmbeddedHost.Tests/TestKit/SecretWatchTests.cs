using System.Net.Http.Headers;
using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Hosting.Data;
using Exports.TestKit.Hosting;
using Exports.TestKit.Logging;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Tests.TestKit;

/// <summary>The check that no secret is logged bites: wherever in a line the secret stands, the host's test fails.</summary>
public sealed class SecretWatchTests
{
    [Fact]
    public Task Dispose_MarkedLineAtTheLowestLevel_Fails() => AssertBitesAsync(logger => logger.LogTrace("the token is hush-1"));

    [Fact]
    public Task Dispose_MarkInANamedValueThatTheLineDoesNotShow_Fails() => AssertBitesAsync(logger =>
        logger.Log(LogLevel.Debug, default, new Dictionary<string, object?> { ["token"] = "hush-1" }, null, (_, _) => "nothing to see"));

    [Fact]
    public Task Dispose_MarkInAScope_Fails() => AssertBitesAsync(logger =>
    {
        using (logger.BeginScope(new Dictionary<string, object?> { ["token"] = "hush-1" }))
            logger.LogInformation("inside");
    });

    [Fact]
    public Task Dispose_MarkInAnInnerException_Fails() => AssertBitesAsync(logger =>
        logger.LogError(new InvalidOperationException("outer", new FormatException("hush-1 is no number")), "failed"));

    [Fact]
    public async Task Dispose_GeneratedHostKeyLogged_Fails()
    {
        var host = await StartAsync();
        var key = HostKeys.ReadOrCreate(host.Services.GetRequiredService<DataFolder>().HostKeysPath);

        await AssertBitesAsync(host, logger => logger.LogInformation("key {Key}", key));
    }

    [Theory]
    [InlineData("PRIVATE-TOKEN", "chosen-by-nobody", "/api/reminders/x")]
    [InlineData("Authorization", "Bearer chosen-by-nobody", "/api/reminders/x")]
    [InlineData("x-functions-key", "chosen-by-nobody", "/api/reminders/x")]
    [InlineData("Accept", "*/*", "/api/reminders/x?page=1&sig=chosen-by-nobody")]
    public async Task Dispose_WhatARequestPresentedLogged_Fails(string header, string value, string address)
    {
        var host = await StartAsync();
        host.Services.GetRequiredService<ILogger<SecretWatchTests>>().LogInformation("chosen-by-nobody, logged before it was presented");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await host.Http.SendAsync(request);

        await AssertBitesAsync(host, _ => { });
    }

    [Fact]
    public async Task Dispose_NothingSecretLogged_Passes()
    {
        var host = await StartAsync();
        host.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "hush-token");
        using var response = await host.Http.PostAsync("/api/reminders/r1", null);
        await host.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Contains(host.Logs.Entries, entry => entry.Level == LogLevel.Trace);
        await host.DisposeAsync();
    }

    private static async Task AssertBitesAsync(Action<ILogger> log) => await AssertBitesAsync(await StartAsync(), log);

    private static async Task AssertBitesAsync(EmbeddedTestHost host, Action<ILogger> log)
    {
        log(host.Services.GetRequiredService<ILogger<SecretWatchTests>>());

        var exception = await Assert.ThrowsAsync<SecretLoggedException>(async () => await host.DisposeAsync());
        Assert.Contains(nameof(SecretWatchTests), exception.Message, StringComparison.Ordinal);
    }

    private static Task<EmbeddedTestHost> StartAsync() =>
        EmbeddedTestHost.StartAsync(new EmbeddedTestSetup(CreateBuilder, typeof(ReminderApplication).Assembly));

    private static FunctionsApplicationBuilder CreateBuilder(string[] args, Action<FunctionsApplicationBuilder>? configure)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddSingleton(new ReminderApplication.Runs());
        configure?.Invoke(builder);
        builder.UseEmbeddedHost(options => options.FunctionTypes = [typeof(ReminderApplication)]);
        return builder;
    }
}
