using System.Security.Cryptography;
using System.Text;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.Webhooks;

/// <summary>The routes of webhooks: what they take, refuse and answer.</summary>
public sealed class WebhookHttpTests
{
    [Fact]
    public async Task Create_WithoutEventsAndSecret_HearsOfAllAndMakesASecretUp()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();

        using var response = await scenario.PostWebhookAsync(new { url = WebhookScenario.Url });
        var created = await response.ReadJsonAsync(201);

        var events = created.GetProperty("events").EnumerateArray().Select(name => name.GetString());
        Assert.Equal(["queued", "started", "finished", "failed"], events);
        Assert.Equal(32, Convert.FromBase64String(created.GetProperty("secret").GetString()!["whsec_".Length..]).Length);
        Assert.Equal("http://hooks.example/deep/hook", created.GetProperty("url").GetString());
        var address = $"/projects/{scenario.Project}/webhooks/{created.GetProperty("id").GetString()}";
        Assert.EndsWith(address, response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""", "url is missing")]
    [InlineData("""{"url": ""}""", "url is missing")]
    [InlineData("""{"url": "hooks.example"}""", "url is not an absolute URL")]
    [InlineData("""{"url": "ftp://hooks.example/"}""", "url must begin with https://")]
    [InlineData("""{"url": "https://ann:hush-password@hooks.example/"}""", "user name")]
    [InlineData("""{"url": "https://127.0.0.1/"}""", "loopback, link-local or private")]
    [InlineData("""{"url": "https://169.254.169.254/metadata"}""", "loopback, link-local or private")]
    [InlineData("""{"url": "https://[::ffff:10.0.0.1]/"}""", "loopback, link-local or private")]
    [InlineData("""{"url": "https://localhost/"}""", "loopback, link-local or private")]
    [InlineData("""{"url": "https://inside.example/?hush-query"}""", "loopback, link-local or private")]
    [InlineData("""{"url": "https://nowhere.example/"}""", "host that cannot be found")]
    [InlineData("""{"url": "https://hooks.example/", "events": []}""", "events is empty")]
    [InlineData("""{"url": "https://hooks.example/", "events": ["finished", "exploded"]}""", "unknown event")]
    [InlineData("""{"url": "https://hooks.example/", "events": [null]}""", "unknown event")]
    [InlineData("""{"url": "https://hooks.example/", "events": ["Finished"]}""", "unknown event")]
    [InlineData("""{"url": "https://hooks.example/", "events": "finished"}""", "not the JSON expected")]
    [InlineData("""{"url": "https://hooks.example/", "secret": "hush"}""", "secret must have 16 to 256")]
    [InlineData("""{"url": "https://hooks.example/", "secret": "hush secret with spaces"}""", "secret must have 16 to 256")]
    [InlineData("""{"url": "https://hooks.example/", "secret": "whsec_hush-no-base64"}""", "24 to 64 bytes in base64")]
    [InlineData("""{"url": "https://hooks.example/", "secret": "whsec_aHVzaGh1c2hodXNo"}""", "24 to 64 bytes in base64")]
    [InlineData("""[]""", "not the JSON expected")]
    [InlineData("""null""", "the body is null")]
    [InlineData("""{"url": """, "not the JSON expected")]
    public async Task Create_BadInput_Is400WithItsOwnSentenceAndNothingIsKept(string body, string sentence)
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        scenario.Resolver.Add("inside.example", WebhookScenario.PublicAddress, "10.1.2.3");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await scenario.Host.Http.PostAsync($"{ApiClientExtensions.Api}/projects/{scenario.Project}/webhooks", content);

        var message = await response.ReadErrorAsync(400);
        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", message, StringComparison.Ordinal);
        Assert.Equal(0, (await scenario.GetAsync()).GetArrayLength());
    }

    [Fact]
    public async Task EveryRoute_UnknownProjectOrWebhook_Is404()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var foreign = await scenario.AddWebhookIdAsync();
        var unknown = new string('0', 32);
        await scenario.CreateProjectAsync("group/other");

        (string, string)[] routes = [("GET", ""), ("DELETE", ""), ("GET", "/deliveries"), ("POST", $"/deliveries/{unknown}/redeliver")];
        foreach (var id in new[] { foreign, unknown, "7", "%27" })
        {
            foreach (var (method, route) in routes)
            {
                using var response = await scenario.SendAsync(HttpMethod.Parse(method), $"/{id}{route}");
                Assert.Equal("404 Webhook Not Found", await response.ReadErrorAsync(404));
            }
        }

        using var project = await scenario.Host.Http.GetAsync("/api/v4/projects/4711/webhooks");
        Assert.Equal("404 Project Not Found", await project.ReadErrorAsync(404));
    }

    [Fact]
    public async Task Create_OneMoreThanAllowed_Is409AlsoWhenManyComeAtOnce()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync(settings: ("Webhooks__MaxPerProject", "5"));
        await using var second = await scenario.Host.StartInstanceAsync();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            var http = i % 2 == 0 ? scenario.Host.Http : second.Http;
            using var content = new StringContent($$"""{"url": "{{WebhookScenario.Url}}"}""", Encoding.UTF8, "application/json");
            using var response = await http.PostAsync($"{ApiClientExtensions.Api}/projects/{scenario.Project}/webhooks", content);
            return (int)response.StatusCode;
        }));

        Assert.Equal(5, statuses.Count(status => status == 201));
        Assert.Equal(7, statuses.Count(status => status == 409));
        Assert.Equal(5, (await scenario.GetAsync()).GetArrayLength());
    }

    [Fact]
    public async Task Lists_PageByNumberAndByToken()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            scenario.Host.Clock.Advance(TimeSpan.FromMilliseconds(1));
            ids.Add(await scenario.AddWebhookIdAsync());
        }

        await scenario.ExportAsync();

        Assert.Equal(ids, await WalkAsync(scenario, "?per_page=2"));
        Assert.Equal(ids, await WalkAsync(scenario, "?per_page=1&pagination=keyset"));
        var all = (await scenario.DeliveriesAsync(ids[0])).Select(delivery => delivery.GetProperty("id").GetString()!).ToList();
        Assert.Equal(3, all.Count);
        Assert.Equal(all, await WalkAsync(scenario, $"/{ids[0]}/deliveries?per_page=2"));
        Assert.Equal(all, await WalkAsync(scenario, $"/{ids[0]}/deliveries?per_page=1&pagination=keyset"));
        using var first = await scenario.SendAsync(HttpMethod.Get, $"/{ids[0]}/deliveries?per_page=2");
        Assert.Equal(("3", "2"), (first.Headers.GetValues("X-Total").Single(), first.Headers.GetValues("X-Next-Page").Single()));
        using var wrong = await scenario.SendAsync(HttpMethod.Get, $"/{ids[0]}/deliveries?page_token=abc");
        await wrong.ReadErrorAsync(400);
    }

    [Theory]
    [InlineData("GET", "", 200)]
    [InlineData("GET", "/0", 404)]
    [InlineData("GET", "/0/deliveries", 404)]
    [InlineData("POST", "", 403)]
    [InlineData("DELETE", "/0", 403)]
    [InlineData("POST", "/0/deliveries/0/redeliver", 403)]
    public async Task Route_TokenThatMayOnlyRead_ReadsAndChangesNothing(string method, string route, int status)
    {
        var settings = new[] { ("ci", "hush-token-api", "api"), ("reader", "hush-token-read", "read_api") }.SelectMany((token, i) => new[]
        {
            ($"Authentication__Tokens__{i}__Name", token.Item1),
            ($"Authentication__Tokens__{i}__Hash", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token.Item2)))),
            ($"Authentication__Tokens__{i}__Scope", token.Item3),
        });
        await using var scenario = await WebhookScenario.StartAsync(settings: [("AllowAnonymous", "false"), .. settings]);
        scenario.Host.Http.DefaultRequestHeaders.Add("PRIVATE-TOKEN", "hush-token-api");
        await scenario.CreateProjectAsync("group/name");
        scenario.Host.Http.DefaultRequestHeaders.Remove("PRIVATE-TOKEN");
        scenario.Host.Http.DefaultRequestHeaders.Add("PRIVATE-TOKEN", "hush-token-read");

        using var response = await scenario.SendAsync(HttpMethod.Parse(method), route);

        Assert.Equal(status, (int)response.StatusCode);
    }

    private static async Task<List<string>> WalkAsync(WebhookScenario scenario, string route)
    {
        var ids = new List<string>();
        var url = $"{ApiClientExtensions.Api}/projects/{scenario.Project}/webhooks{route}";
        while (url is not null)
        {
            using var response = await scenario.Host.Http.GetAsync(url);
            ids.AddRange((await response.ReadJsonAsync(200)).EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            var links = response.Headers.TryGetValues("Link", out var values) ? string.Join(", ", values).Split(", ") : [];
            url = links.FirstOrDefault(link => link.EndsWith("rel=\"next\"", StringComparison.Ordinal))?.Split('<', '>')[1];
        }

        return ids;
    }
}
