using Exports.EmbeddedHost.Hosting;
using Exports.TestKit.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Exports.EmbeddedHost.Tests.Hosting.Configuration;

public sealed class HostConfigurationTests : IDisposable
{
    private readonly TempDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CreateBuilder_LocalSettings_BecomeConfigurationWithSections()
    {
        WriteSettings("""{ "IsEncrypted": false, "Values": { "Exports__Limit": "25", "Switch": true }, "ConnectionStrings": { "Main": "text" } }""");

        var configuration = Create().Configuration;

        Assert.Equal("25", configuration["Exports:Limit"]);
        Assert.Equal("true", configuration["Switch"]);
        Assert.Equal("text", configuration["ConnectionStrings:Main"]);
    }

    [Fact]
    public void CreateBuilder_SameSettingOnTheCommandLine_WinsOverTheFiles()
    {
        WriteSettings("""{ "Values": { "Exports__Limit": "25" } }""");
        File.WriteAllText(_folder.File("appsettings.json"), """{ "Exports": { "Limit": 30 } }""");

        Assert.Equal("30", Create().Configuration["Exports:Limit"]);
        Assert.Equal("35", Create("--Exports:Limit=35").Configuration["Exports:Limit"]);
    }

    [Fact]
    public void CreateBuilder_EnvironmentVariable_WinsOverLocalSettings()
    {
        var name = $"HostConfigurationTests_{Guid.NewGuid():N}";
        WriteSettings($$"""{ "Values": { "{{name}}": "file" } }""");
        Environment.SetEnvironmentVariable(name, "environment");
        try
        {
            Assert.Equal("environment", Create().Configuration[name]);
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public void CreateBuilder_EnvironmentInLocalSettings_NamesTheEnvironment()
    {
        WriteSettings("""{ "Values": { "AZURE_FUNCTIONS_ENVIRONMENT": "Staging" } }""");

        Assert.Equal("Staging", Create().Environment.EnvironmentName);
    }

    [Theory]
    [InlineData("{ \"Values\": { \"a\": }", "(1,20): not valid JSON")]
    [InlineData("""{ "Values": [] }""", "'Values' must be an object")]
    [InlineData("""{ "Values": { "A": { "B": "1" } } }""", "'Values.A' must be a text")]
    public void CreateBuilder_LocalSettingsMalformed_IsRefusedNamingFileAndPlace(string content, string reason)
    {
        WriteSettings(content);

        var refusal = Assert.Throws<HostStartException>(() => Create());

        Assert.Contains(_folder.File("local.settings.json"), refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateBuilder_ContentRootIsMissing_IsRefused()
    {
        Assert.Throws<HostStartException>(() => FunctionsApplication.CreateBuilder(["--contentRoot", _folder.File("nowhere")]));
    }

    [Fact]
    public void Build_Twice_IsRefused()
    {
        var builder = Create();
        builder.UseEmbeddedHost(options => options.FunctionTypes = []);
        builder.Build().Dispose();

        Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.Throws<InvalidOperationException>(() => builder.Use(next => next));
    }

    private FunctionsApplicationBuilder Create(params string[] arguments) =>
        FunctionsApplication.CreateBuilder(["--contentRoot", _folder.Path, .. arguments]);

    private void WriteSettings(string content) => File.WriteAllText(_folder.File("local.settings.json"), content);
}
