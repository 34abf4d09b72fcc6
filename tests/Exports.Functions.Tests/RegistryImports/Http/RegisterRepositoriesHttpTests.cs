using System.Globalization;
using System.Text;
using System.Text.Json;
using Exports.Functions.RegistryImports;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.RegistryImports.Http;

public sealed class RegisterRepositoriesHttpTests
{
    private const string Created = "2025-01-01T00:00:00Z";

    [Theory]
    [InlineData("""{"path":"group/a","tags_count":1,"created_at":"2025-01-01T00:00:00Z"}""", 1)]
    [InlineData("""[{"path":"group/a","tags_count":1,"created_at":"2025-01-01T00:00:00Z"},{"path":"group/b","tags_count":0,"created_at":"2025-01-01T00:00:00Z"}]""", 2)]
    [InlineData("{\"path\":\"group/a\",\"tags_count\":1,\"created_at\":\"2025-01-01T00:00:00Z\"}\n{\"path\":\"group/b\",\"tags_count\":1,\"created_at\":\"2025-01-01T00:00:00Z\"}\n", 2)]
    public async Task Register_ObjectArrayOrNdjson_AnswersTheCounts(string body, int expected)
    {
        await using var host = await ImportHost.StartAsync();

        var counts = await PostAsync(host, body, 202);

        Assert.Equal((expected, 0, 0), Counts(counts));
        Assert.Equal(expected, (await host.Http.GetJsonAsync("/registry/imports")).GetProperty("counts").GetProperty("default").GetInt32());
    }

    [Fact]
    public async Task Register_Twice_IsHarmless()
    {
        await using var host = await ImportHost.StartAsync();
        var body = Item("group/a", ""","plan":"gold","priority":7,"not_before":"2027-01-01T00:00:00Z" """);

        var first = await PostAsync(host, body, 202);
        var second = await PostAsync(host, body, 202);

        Assert.Equal(((1, 0, 0), (0, 0, 1)), (Counts(first), Counts(second)));
        Assert.Equal(1, (await host.Http.GetJsonAsync("/registry/imports")).GetProperty("counts").GetProperty("default").GetInt32());
        var row = await host.AskAsync("repository", "group/a");
        Assert.Equal(("gold", 7, "default"), (row.GetProperty("plan").GetString(), row.GetProperty("priority").GetInt32(), row.GetProperty("state").GetString()));
    }

    [Theory]
    [InlineData(""","priority":9""")]
    [InlineData(""","not_before":"2027-01-01T00:00:00Z" """)]
    [InlineData(""","plan":"gold" """)]
    public async Task Register_AgainWithSomethingChanged_UpdatesIt(string change)
    {
        await using var host = await ImportHost.StartAsync();
        await PostAsync(host, Item("group/a"), 202);

        Assert.Equal((0, 1, 0), Counts(await PostAsync(host, Item("group/a", change), 202)));

        var row = await host.FindAsync("group/a");
        Assert.Equal(RepositoryPlaces.Of(row, host.Now, host.Options), row.Place);
        Assert.Single(await host.Http.GetJsonAsync("/registry/imports/repositories?state=default").AsList());
    }

    [Fact]
    public async Task Register_AgainWithOtherTags_UpdatesThemWhileItIsActiveToo()
    {
        await using var host = await ImportHost.StartAsync();
        await host.StartImportAsync("group/a");

        Assert.Equal((0, 1, 0), Counts(await PostAsync(host, """{"path":"group/a","tags_count":9000,"created_at":"2025-03-02T12:00:00Z"}""", 202)));

        Assert.Equal((9000, RepositoryState.PreImporting), ((await host.FindAsync("group/a")).TagsCount, (await host.FindAsync("group/a")).State));
    }

    [Theory]
    [InlineData("""{"tags_count":1,"created_at":"2025-01-01T00:00:00Z"}""", "path")]
    [InlineData("""{"path":"Group/Upper","tags_count":1,"created_at":"2025-01-01T00:00:00Z"}""", "path")]
    [InlineData("""{"path":"group//a","tags_count":1,"created_at":"2025-01-01T00:00:00Z"}""", "path")]
    [InlineData("""{"path":"group/b","created_at":"2025-01-01T00:00:00Z"}""", "tags_count")]
    [InlineData("""{"path":"group/b","tags_count":-1,"created_at":"2025-01-01T00:00:00Z"}""", "tags_count")]
    [InlineData("""{"path":"group/b","tags_count":"many","created_at":"2025-01-01T00:00:00Z"}""", "tags_count")]
    [InlineData("""{"path":"group/b","tags_count":1}""", "created_at")]
    [InlineData("""{"path":"group/b","tags_count":1,"created_at":"yesterday"}""", "created_at")]
    [InlineData("""{"path":"group/b","tags_count":1,"created_at":"2025-01-01T00:00:00Z","plan":""}""", "plan")]
    [InlineData("""{"path":"group/b","tags_count":1,"created_at":"2025-01-01T00:00:00Z","priority":1001}""", "priority")]
    [InlineData("""{"path":"group/b","tags_count":1,"created_at":"2025-01-01T00:00:00Z","priority":1.5}""", "priority")]
    [InlineData("""{"path":"group/b","tags_count":1,"created_at":"2025-01-01T00:00:00Z","not_before":"soon"}""", "not_before")]
    [InlineData("""{"path":"group/b","tags_count":1,"created_at":"0001-01-01T00:00:00Z"}""", "created_at")]
    [InlineData("""{"path":"group/b","tags_count":1,"created_at":"2025-01-01T00:00:00Z","not_before":"1600-12-31T23:59:59Z"}""", "not_before")]
    [InlineData("17", "object")]
    [InlineData("null", "object")]
    public async Task Register_ABadItem_Is400WithItsNumberAndNothingIsRegistered(string bad, string named)
    {
        await using var host = await ImportHost.StartAsync();
        foreach (var body in new[] { $"{Item("group/a")}\n{bad}\n{Item("group/c")}", $"[{Item("group/a")},{bad},{Item("group/c")}]" })
        {
            using var response = await host.Http.PostAsync($"{ImportHost.Route}/repositories", new StringContent(body, Encoding.UTF8, "application/json"));
            var message = await response.ReadErrorAsync(400);

            Assert.StartsWith("400 Bad request - repository 2", message, StringComparison.Ordinal);
            Assert.Contains(named, message, StringComparison.Ordinal);
        }

        Assert.Empty(await host.Http.GetJsonAsync("/registry/imports/repositories").AsList());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("[{")]
    [InlineData("not json")]
    [InlineData("""{"path":"group/a","tags_count":1,"created_at":"2025-01-01T00:00:00Z"}]""")]
    public async Task Register_NoJsonOrNothingInIt_Is400AndNothingIsRegistered(string body)
    {
        await using var host = await ImportHost.StartAsync();

        await PostAsync(host, body, 400);

        Assert.Empty(await host.Http.GetJsonAsync("/registry/imports/repositories").AsList());
    }

    [Fact]
    public async Task Register_BrokenInTheThirdItemOfAnArray_DoesNotBlameTheFirst()
    {
        await using var host = await ImportHost.StartAsync();
        using var response = await host.Http.PostAsync(
            $"{ImportHost.Route}/repositories", new StringContent($"[{Item("group/a")},\n{Item("group/b")},\n{{\"path\" oops}}]", Encoding.UTF8, "application/json"));

        var message = await response.ReadErrorAsync(400);

        Assert.DoesNotContain("repository 1", message, StringComparison.Ordinal);
        Assert.Contains("LineNumber: 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_TenThousand_AreTakenAndOneMoreIs413WithNothingRegistered()
    {
        await using var host = await ImportHost.StartAsync(("Enabled", "false"));
        var items = Enumerable.Range(0, 10_001).Select(number => Item($"group/app-{number}")).ToArray();

        await PostAsync(host, string.Join('\n', items), 413);
        await PostAsync(host, $"[{string.Join(',', items)}]", 413);
        Assert.Empty(await host.Http.GetJsonAsync("/registry/imports/repositories").AsList());

        Assert.Equal((10_000, 0, 0), Counts(await PostAsync(host, string.Join('\n', items[..10_000]), 202)));
        Assert.Equal((0, 0, 10_000), Counts(await PostAsync(host, $"[{string.Join(',', items[..10_000])}]", 202)));
        Assert.Equal(10_000, (await host.Http.GetJsonAsync("/registry/imports")).GetProperty("counts").GetProperty("default").GetInt32());
    }

    [Fact]
    public async Task Register_ABodyFarLargerThanSoManyRepositoriesNeed_Is413()
    {
        await using var host = await ImportHost.StartAsync();
        var body = $"[{Item("group/a", $",\"plan\":\"{new string('x', 20_000_000)}\"")}]";

        using var response = await host.Http.PostAsync($"{ImportHost.Route}/repositories", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(413, (int)response.StatusCode);
    }

    [Fact]
    public async Task Register_OnePathTwiceInARequest_IsOneRepositoryAndTheLastWordCounts()
    {
        await using var host = await ImportHost.StartAsync();

        Assert.Equal((1, 0, 1), Counts(await PostAsync(host, $"[{Item("group/a")},{Item("group/a", ""","priority":5""")}]", 202)));

        Assert.Equal(5, (await host.FindAsync("group/a")).Priority);
    }

    private static string Item(string path, string more = "") =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"path":"{{path}}","tags_count":1,"created_at":"{{Created}}"{{more}}}""");

    private static async Task<JsonElement> PostAsync(ImportHost host, string body, int status)
    {
        using var response = await host.Http.PostAsync($"{ImportHost.Route}/repositories", new StringContent(body, Encoding.UTF8, "application/x-ndjson"));
        return await response.ReadJsonAsync(status);
    }

    private static (int Registered, int Updated, int Unchanged) Counts(JsonElement counts) => (
        counts.GetProperty("registered").GetInt32(), counts.GetProperty("updated").GetInt32(), counts.GetProperty("unchanged").GetInt32());
}
