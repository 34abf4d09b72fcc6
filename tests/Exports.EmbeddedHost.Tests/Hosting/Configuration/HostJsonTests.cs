using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Hosting.Configuration;
using Exports.TestKit.Hosting;

namespace Exports.EmbeddedHost.Tests.Hosting.Configuration;

public sealed class HostJsonTests : IDisposable
{
    private readonly TempDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_NoFile_HasTheFunctionsHostsDefaults() => Assert.Equal("api", HostJson.Read(_folder.File("host.json")).RoutePrefix);

    [Fact]
    public void Read_NamesInAnyCaseCommentsAndTrailingCommas_AreAccepted()
    {
        var hostJson = Read("""
            {
              // the Functions host accepts comments
              "Version": "2.0",
              "extensions": { "HTTP": { "RoutePrefix": "v1/" }, "durableTask": { "maxConcurrentActivityFunctions": 7, "defaultVersion": "1.0" } },
              "logging": { "logLevel": { "default": "Warning" } },
            }
            """);

        Assert.Equal("v1", hostJson.RoutePrefix);
        Assert.Equal("1.0", hostJson.DefaultVersion);
        Assert.Equal(7, hostJson.MaxConcurrentActivities);
        Assert.Equal("Warning", hostJson.LogLevels["default"]);
    }

    [Fact]
    public void Read_Malformed_IsRefusedWithLineAndColumn()
    {
        var refusal = Assert.Throws<HostStartException>(() => Read("{\n  \"version\": \"2.0\",\n  \"extensions\": oops\n}"));

        Assert.StartsWith($"{_folder.File("host.json")}(3,17): not valid JSON:", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "must hold a JSON object")]
    [InlineData("{}", "'version' must be \"2.0\"")]
    [InlineData("""{ "version": "1.0" }""", "'version' must be \"2.0\"")]
    [InlineData("""{ "version": "2.0", "extensions": 5 }""", "'extensions' must be an object")]
    [InlineData("""{ "version": "2.0", "extensions": { "http": { "routePrefix": 5 } } }""", "'extensions.http.routePrefix' must be a text")]
    [InlineData("""{ "version": "2.0", "extensions": { "durableTask": { "maxConcurrentActivityFunctions": 0 } } }""", "must be an integer above 0")]
    [InlineData("""{ "version": "2.0", "logging": { "logLevel": { "default": "Loud" } } }""", "'logging.logLevel.default' must be one of")]
    public void Read_WrongProperty_IsRefusedByName(string content, string reason)
    {
        var refusal = Assert.Throws<HostStartException>(() => Read(content));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    private HostJson Read(string content)
    {
        File.WriteAllText(_folder.File("host.json"), content);
        return HostJson.Read(_folder.File("host.json"));
    }
}
