using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Exports.TestKit.Hosting;

namespace Exports.EmbeddedHost.Tests.Hosting.Http;

public sealed class HttpFunctionTests : IDisposable
{
    private readonly TempDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Get_RouteValues_AreConvertedAndBound()
    {
        await using var host = await StartAsync();

        var text = await host.Http.GetStringAsync("/api/items/42/true/5f0c0b3c-4d5e-4b5e-9a3e-111111111111");

        Assert.Equal("42 True 5f0c0b3c-4d5e-4b5e-9a3e-111111111111 none", text);
    }

    [Fact]
    public async Task Get_RouteValueThatDoesNotConvert_Is400WithTheReason()
    {
        await using var host = await StartAsync();

        using var answer = await host.Http.GetAsync("/api/items/4x2/true/5f0c0b3c-4d5e-4b5e-9a3e-111111111111");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("number is not a valid integer", await MessageAsync(answer));
    }

    [Theory]
    [InlineData("/api/echo/group%2Fname", "group%2Fname")]
    [InlineData("/api/echo/group%2fname", "group%2fname")]
    [InlineData("/api/echo/with%20space", "with space")]
    [InlineData("/api/echo/%C3%A9", "é")]
    public async Task Get_EscapedSegment_KeepsTheSlashEncodedAndDecodesTheRestOnce(string path, string expected)
    {
        await using var host = await StartAsync();

        Assert.Equal(expected, await host.Http.GetStringAsync(path));
    }

    [Fact]
    public async Task Get_RouteMissing_TakesTheFunctionsName()
    {
        await using var host = await StartAsync();

        Assert.Equal("named", await host.Http.GetStringAsync("/api/NamedByFunction"));
    }

    [Fact]
    public async Task Get_TwoRoutesMatch_TheFirstListedAnswers()
    {
        await using var host = await StartAsync();

        Assert.Equal("first", await host.Http.GetStringAsync("/api/order/literal"));
    }

    [Fact]
    public async Task Get_UnknownRoute_Is404()
    {
        await using var host = await StartAsync();

        using var answer = await host.Http.GetAsync("/api/nothing/here");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Delete_RouteOfAnotherMethod_Is405()
    {
        await using var host = await StartAsync();

        using var answer = await host.Http.DeleteAsync("/api/NamedByFunction");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task Get_FunctionThrows_Is500ThatLeaksNothingAndIsLogged()
    {
        await using var host = await StartAsync();

        using var answer = await host.Http.GetAsync("/api/throw");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("500 Internal Server Error", await MessageAsync(answer));
        Assert.Contains(host.Logs.Entries, line => line.Exception?.Message == "secret detail");
    }

    [Fact]
    public async Task Get_FunctionThrowsAfterTheBodyHasBegun_BreaksTheConnection()
    {
        await using var host = await StartAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => host.Http.GetStringAsync("/api/throw-late"));
    }

    [Fact]
    public async Task Get_IResult_IsExecuted()
    {
        await using var host = await StartAsync();

        using var answer = await host.Http.GetAsync("/api/minimal");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("{\"someValue\":1}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_ObjectResult_IsCamelCaseJson()
    {
        await using var host = await StartAsync();

        using var answer = await host.Http.GetAsync("/api/object");

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("{\"someValue\":2}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_ObjectThatIsNoResult_IsNotWritten()
    {
        await using var host = await StartAsync();

        Assert.Equal("", await host.Http.GetStringAsync("/api/plain-object"));
        Assert.Contains(host.Logs.Entries, line => line.Message.Contains("no HTTP result", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_BodyAboveKestrelsOwnLimit_Streams()
    {
        const int Size = 40_000_000;
        await using var host = await StartAsync();

        using var body = new ByteArrayContent(new byte[Size]);
        using var answer = await host.Http.PostAsync("/api/count", body);

        Assert.Equal(Size.ToString(System.Globalization.CultureInfo.InvariantCulture), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Start_HostJsonEmptiesThePrefix_RoutesStartAtTheRoot()
    {
        await File.WriteAllTextAsync(_folder.File("host.json"), """{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }""", Encoding.UTF8);
        await using var host = await HostUnderTest.StartAsync(
            new HostSetup(_folder.File("data")) { ContentRoot = _folder.Path }, typeof(HttpFunctions));

        Assert.Equal("named", await host.Http.GetStringAsync("/NamedByFunction"));
    }

    private static async Task<string?> MessageAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString();

    private Task<HostUnderTest> StartAsync() => HostUnderTest.StartAsync(new HostSetup(_folder.File("data")), typeof(HttpFunctions));
}
