using Exports.TestKit.Hosting;

namespace Exports.Functions.Tests.Processes;

/// <summary>How the process ends: with one line and no stack trace where it cannot start, in good order where it is asked to.</summary>
public sealed class HostEndTests : IDisposable
{
    private readonly TempDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_LocalSettingsMalformed_EndsWithOneLineNamingThePlace()
    {
        await File.WriteAllTextAsync(_folder.File("local.settings.json"), "{\n  \"Values\": {\n    \"A\": oops\n  }\n}");

        using var host = HostProcess.Start(_folder.Path);

        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.StartsWith($"{_folder.File("local.settings.json")}(3,10): not valid JSON:", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', host.Output);
    }

    [Fact]
    public async Task Start_HostJsonOfAnotherVersion_EndsWithOneLine()
    {
        using var host = HostProcess.Start(_folder.Path, hostJson: """{ "version": "1.0" }""");

        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.Equal($"{_folder.File("host.json")}: 'version' must be \"2.0\".", host.Output);
    }

    [Fact]
    public async Task Start_SettingsWrong_EndsWithOneLineThatNamesAll()
    {
        using var host = HostProcess.Start(
            _folder.Path, ("ProjectExports__MaxConcurrent", "0"), ("ProjectExports__Retries", "-1"), ("Webhooks__Retries", "-1"));

        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.StartsWith("The settings are wrong: ", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', host.Output);
        Assert.All(["MaxConcurrent", "Retries", "WebhookOptions"], name => Assert.Contains(name, host.Output, StringComparison.Ordinal));
        Assert.False(Directory.Exists(_folder.File(".data")));
    }

    [Fact]
    public async Task Terminate_RunningHost_EndsInGoodOrder()
    {
        using var host = HostProcess.Start(_folder.Path);
        await host.Address;

        host.Terminate();

        Assert.Equal(0, await host.WaitForExitAsync());
    }
}
