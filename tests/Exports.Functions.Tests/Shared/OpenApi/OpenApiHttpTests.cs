using System.Net.Http.Headers;
using System.Text.Json;

namespace Exports.Functions.Tests.Shared.OpenApi;

public class OpenApiHttpTests
{
    private const string Url = "/api/v4/openapi.json";

    [Fact]
    public async Task Get_Document_IsServedAsItIsAndOnlyWhenItChanged()
    {
        await using var host = await ExportsTestHost.StartAsync();

        using var first = await host.Http.GetAsync(Url);
        using var again = await host.Http.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, Url) { Headers = { IfNoneMatch = { first.Headers.ETag! } } });

        Assert.Equal(200, (int)first.StatusCode);
        Assert.Equal(new MediaTypeHeaderValue("application/json"), first.Content.Headers.ContentType);
        Assert.Equal(
            ApiDescription.Root.ToJsonString(),
            JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(await first.Content.ReadAsStringAsync())));
        Assert.Equal(304, (int)again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Get_WithoutAToken_IsRefused()
    {
        await using var host = await ExportsTestHost.StartAsync(new Dictionary<string, string> { ["AllowAnonymous"] = "false" });

        using var response = await host.Http.GetAsync(Url);

        Assert.Equal(401, (int)response.StatusCode);
    }
}
