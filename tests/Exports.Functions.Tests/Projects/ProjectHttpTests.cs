using System.Net;
using System.Net.Http.Json;
using System.Text;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Hosting;

namespace Exports.Functions.Tests.Projects;

public sealed class ProjectHttpTests : IAsyncLifetime
{
    private EmbeddedTestHost _host = null!;

    private HttpClient Http => _host.Http;

    public async Task InitializeAsync() => _host = await ExportsTestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Create_Project_AnswersItsGitLabShapeAndLocation()
    {
        using var response = await Http.PostAsJsonAsync("/api/v4/projects", new { path = "name", namespace_path = "group/sub", description = "ä <b>" });

        var project = await response.ReadJsonAsync(201);
        Assert.Equal("group/sub/name", project.GetProperty("path_with_namespace").GetString());
        Assert.Equal("name", project.GetProperty("path").GetString());
        Assert.Equal("name", project.GetProperty("name").GetString());
        Assert.Equal("ä <b>", project.GetProperty("description").GetString());
        Assert.Equal("none", project.GetProperty("import_status").GetString());
        Assert.Equal(_host.Clock.GetUtcNow(), project.GetProperty("created_at").GetDateTimeOffset());
        Assert.Equal($"/api/v4/projects/{project.GetProperty("id")}", response.Headers.Location!.AbsolutePath);
    }

    [Theory]
    [InlineData("group%2Fname")]
    [InlineData("group%2fname")]
    [InlineData("GROUP%2FName")]
    public async Task Get_ByEncodedPath_FindsTheProject(string reference)
    {
        var id = await Http.CreateProjectAsync("group/name");

        Assert.Equal(id, (await Http.GetJsonAsync($"/projects/{reference}")).GetProperty("id").GetInt64());
        Assert.Equal(id, (await Http.GetJsonAsync($"/projects/{id}")).GetProperty("id").GetInt64());
    }

    [Theory]
    [InlineData("GET", "/projects/999")]
    [InlineData("GET", "/projects/no%2Fsuch")]
    [InlineData("GET", "/projects/no%252Fsuch")]
    [InlineData("GET", "/projects/0")]
    [InlineData("GET", "/projects/99999999999999999999")]
    [InlineData("DELETE", "/projects/999")]
    [InlineData("GET", "/projects/999/files")]
    [InlineData("GET", "/projects/999/files?path=a")]
    [InlineData("PUT", "/projects/999/files?path=a")]
    [InlineData("POST", "/projects/999/files")]
    [InlineData("DELETE", "/projects/999/files?path=a")]
    public async Task AnyRoute_UnknownProject_Is404(string method, string route)
    {
        using var response = await Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"/api/v4{route}"));

        Assert.Equal("404 Project Not Found", await response.ReadErrorAsync(404));
    }

    [Theory]
    [InlineData("""{"path": "has space"}""")]
    [InlineData("""{"path": "a//b"}""")]
    [InlineData("""{"path": "42"}""")]
    [InlineData("""{"name": "no path"}""")]
    [InlineData("""{"path": "p", "name": " "}""")]
    [InlineData("""{"path": "p", "template_name": "no-such-template"}""")]
    [InlineData("""{"path": 7}""")]
    [InlineData("""{"path": "p" """)]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("\u0000")]
    public async Task Create_BadBody_IsABadRequestAndNothingIsCreated(string body)
    {
        using var response = await Http.PostAsync("/api/v4/projects", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.StartsWith("400 Bad request - ", await response.ReadErrorAsync(400), StringComparison.Ordinal);
        Assert.Equal(0, (await Http.GetJsonAsync("/projects")).GetArrayLength());
    }

    [Theory]
    [InlineData("group/name")]
    [InlineData("Group/NAME")]
    public async Task Create_TakenPath_Is409(string path)
    {
        await Http.CreateProjectAsync("group/name");

        using var response = await Http.PostAsJsonAsync("/api/v4/projects", new { path });

        Assert.Equal($"409 Conflict - the path '{path}' has already been taken", await response.ReadErrorAsync(409));
    }

    [Fact]
    public async Task Create_SamePathAtOnce_IsOne201AndTheRest409()
    {
        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var response = await Http.PostAsJsonAsync("/api/v4/projects", new { path = "group/name" });
            return response.StatusCode;
        }));

        Assert.Equal(HttpStatusCode.Created, Assert.Single(statuses, status => status != HttpStatusCode.Conflict));
        Assert.Equal(1, (await Http.GetJsonAsync("/projects")).GetArrayLength());
    }

    [Fact]
    public async Task List_Pages_ShowNewestFirstWithGitLabsHeaders()
    {
        foreach (var path in new[] { "a", "b", "c" })
        {
            await Http.CreateProjectAsync(path);
        }

        using var response = await Http.GetAsync("/api/v4/projects?per_page=2&page=1");
        var page = await response.ReadJsonAsync(200);

        Assert.Equal(["c", "b"], page.EnumerateArray().Select(project => project.GetProperty("path").GetString()));
        Assert.Equal("3", Assert.Single(response.Headers.GetValues("X-Total")));
        Assert.Equal("2", Assert.Single(response.Headers.GetValues("X-Next-Page")));
        Assert.Contains("page=2&per_page=2>; rel=\"next\"", Assert.Single(response.Headers.GetValues("Link")), StringComparison.Ordinal);
        Assert.Equal("a", Assert.Single((await Http.GetJsonAsync("/projects?per_page=2&page=2")).EnumerateArray()).GetProperty("path").GetString());
        Assert.Equal(0, (await Http.GetJsonAsync("/projects?per_page=2&page=3")).GetArrayLength());
    }

    [Fact]
    public async Task Delete_Project_MayBeRepeatedAndFreesThePath()
    {
        var id = await Http.CreateProjectAsync("group/name");

        for (var repeat = 0; repeat < 2; repeat++)
        {
            using var deleted = await Http.DeleteAsync($"/api/v4/projects/{id}");
            Assert.Equal("202 Accepted", await deleted.ReadErrorAsync(202));
        }

        using var gone = await Http.GetAsync($"/api/v4/projects/{id}");
        await gone.ReadErrorAsync(404);
        Assert.Equal(0, (await Http.GetJsonAsync("/projects")).GetArrayLength());
        Assert.NotEqual(id, await Http.CreateProjectAsync("group/name"));
    }
}
