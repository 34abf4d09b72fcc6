using System.Net.Http.Json;
using System.Text;
using Azure;
using Exports.Functions.Projects.Templates;
using Exports.Functions.Tests.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;

namespace Exports.Functions.Tests.Shared.Http;

/// <summary>What is thrown inside a function, as its client sees it. A template that cannot be read stands for whatever can go wrong.</summary>
public class HttpBoundaryHttpTests
{
    private readonly Mock<ITemplateSource> _templates = new();
    private readonly ProjectTemplate _template = new("t", "T", "");

    public HttpBoundaryHttpTests() => _templates.Setup(source => source.Templates).Returns([_template]);

    [Fact]
    public async Task Function_UnexpectedFailure_IsAMessageWithoutDetailsAndIsLogged()
    {
        _templates.Setup(source => source.Read(_template)).Throws(new InvalidOperationException("the secret detail"));
        await using var host = await ExportsTestHost.StartAsync(configure: builder => builder.Services.AddSingleton(_templates.Object));

        using var response = await host.Http.PostAsJsonAsync("/api/v4/projects", new { path = "p", template_name = "t" });

        Assert.Equal("500 Internal Server Error", await response.ReadErrorAsync(500));
        Assert.Contains(host.Logs.Entries, entry => entry.Level == LogLevel.Error && entry.Message.Contains("CreateProject", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400, "400 Bad request - the reason")]
    [InlineData(413, "413 Payload Too Large - the reason")]
    public async Task Function_ServersOwnRefusal_KeepsItsStatusAndItsName(int status, string message)
    {
        _templates.Setup(source => source.Read(_template)).Throws(new BadHttpRequestException("the reason", status));
        await using var host = await ExportsTestHost.StartAsync(configure: builder => builder.Services.AddSingleton(_templates.Object));

        using var response = await host.Http.PostAsJsonAsync("/api/v4/projects", new { path = "p", template_name = "t" });

        Assert.Equal(message, await response.ReadErrorAsync(status));
    }

    [Fact]
    public async Task Function_NoBodyWhereOneIsNeeded_SaysSo()
    {
        await using var host = await ExportsTestHost.StartAsync();

        using var response = await host.Http.PostAsync("/api/v4/projects", null);

        Assert.Equal("400 Bad request - the body is empty; a JSON object is expected", await response.ReadErrorAsync(400));
    }

    [Theory]
    [InlineData("""{"path": 1}""", "the value at $.path is missing or is none that is allowed there")]
    [InlineData("""{"path": "p", "name": "a\ud800"}""", "the value at $.name is missing or is none that is allowed there")]
    [InlineData("[]", "the value at $ is missing or is none that is allowed there")]
    [InlineData("{", "Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed. "
        + "Path: $ | LineNumber: 0 | BytePositionInLine: 1.")]
    public async Task Function_JsonThatDoesNotFit_SaysWhereAndNamesNoneOfOurTypes(string json, string reason)
    {
        await using var host = await ExportsTestHost.StartAsync();
        using var body = new StringContent(json, Encoding.UTF8, "application/json");

        using var response = await host.Http.PostAsync("/api/v4/projects", body);

        Assert.Equal($"400 Bad request - the body is not the JSON expected here: {reason}", await response.ReadErrorAsync(400));
    }

    [Fact]
    public async Task Function_StorageFailure_Is503AndTheNextRequestMaySucceed()
    {
        _templates.SetupSequence(source => source.Read(_template))
            .Throws(new RequestFailedException(503, "busy", "ServerBusy", null))
            .Returns([new TemplateFile("README.md", [1])]);
        await using var host = await ExportsTestHost.StartAsync(configure: builder => builder.Services.AddSingleton(_templates.Object));

        using var response = await host.Http.PostAsJsonAsync("/api/v4/projects", new { path = "p", template_name = "t" });

        Assert.StartsWith("503 Service Unavailable", await response.ReadErrorAsync(503), StringComparison.Ordinal);
        Assert.Equal(["README.md"], await host.Http.ListFilesAsync(await host.Http.CreateProjectAsync("p", "t")));
    }

    [Fact]
    public async Task Function_StorageOutOfReachAfterTheClientsOwnRetries_Is503()
    {
        var unreachable = new RequestFailedException("No such host is known.");
        _templates.Setup(source => source.Read(_template)).Throws(new AggregateException("Retry failed after 2 tries.", unreachable, unreachable));
        await using var host = await ExportsTestHost.StartAsync(configure: builder => builder.Services.AddSingleton(_templates.Object));

        using var response = await host.Http.PostAsJsonAsync("/api/v4/projects", new { path = "p", template_name = "t" });

        Assert.StartsWith("503 Service Unavailable", await response.ReadErrorAsync(503), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Function_BodyAboveTheServersOwnLimitAndBelowOurs_IsAccepted()
    {
        const int AboveKestrelsDefault = 31_000_000;
        await using var host = await ExportsTestHost.StartAsync();
        var project = await host.Http.CreateProjectAsync("p");

        using var response = await host.Http.PutFileAsync(project, "big", new byte[AboveKestrelsDefault]);

        Assert.Equal(AboveKestrelsDefault, (await response.ReadJsonAsync(200)).GetProperty("bytes").GetInt64());
    }
}
