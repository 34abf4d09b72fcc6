using System.Net;
using System.Security.Cryptography;
using System.Text;
using Exports.Functions.Projects;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Hosting;

namespace Exports.Functions.Tests.Projects;

public sealed class ProjectFileHttpTests : IAsyncLifetime
{
    private EmbeddedTestHost _host = null!;
    private long _project;

    private HttpClient Http => _host.Http;

    public async Task InitializeAsync()
    {
        _host = await ExportsTestHost.StartAsync();
        _project = await Http.CreateProjectAsync("group/name");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("a%2Fb")]
    [InlineData("100%41")]
    [InlineData("a+b")]
    [InlineData("ü")]
    [InlineData("#")]
    [InlineData("?")]
    [InlineData("trailing.")]
    [InlineData("with space&=")]
    [InlineData("\U0001F600/\u0065\u0301")]
    public async Task PutAndGet_UnusualName_SurvivesTheRoundTrip(string path)
    {
        var content = Encoding.UTF8.GetBytes($"content of {path}");

        using var put = await Http.PutFileAsync(_project, path, content);
        using var get = await Http.GetFileAsync(_project, path);

        Assert.Equal(path, (await put.ReadJsonAsync(200)).GetProperty("path").GetString());
        Assert.Equal(content, await get.Content.ReadAsByteArrayAsync());
        Assert.Equal([path], await Http.ListFilesAsync(_project));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(ProjectOptions.DefaultContentBufferBytes + 1)]
    public async Task Put_AnySize_KeepsEveryByte(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);

        using var put = await Http.PutFileAsync(_project, "file", content);
        var entry = await put.ReadJsonAsync(200);
        using var get = await Http.GetFileAsync(_project, "file");

        Assert.Equal(size, entry.GetProperty("bytes").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), entry.GetProperty("sha256").GetString());
        Assert.Equal(content, await get.Content.ReadAsByteArrayAsync());
        Assert.Equal($"\"{entry.GetProperty("sha256").GetString()}\"", get.Headers.ETag!.Tag);
    }

    [Theory]
    [InlineData("If-Match", "\"another\"", 412)]
    [InlineData("If-None-Match", "*", 304)]
    public async Task Get_ConditionThatIsNotMet_IsAnsweredWithoutTheContent(string header, string value, int status)
    {
        using var put = await Http.PutFileAsync(_project, "file", [1, 2, 3]);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v4/projects/{_project}/files?path=file");
        request.Headers.Add(header, value);

        using var response = await Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("../up")]
    [InlineData("/absolute")]
    [InlineData("a//b")]
    [InlineData("nul\0")]
    public async Task Put_PathThatIsNoTreePath_Is400(string path)
    {
        using var response = await Http.PutFileAsync(_project, path, [1]);

        await response.ReadErrorAsync(400);
        Assert.Empty(await Http.ListFilesAsync(_project));
    }

    [Fact]
    public async Task Put_TwoPaths_Is400AndNotAFileNamedByBoth()
    {
        using var response = await Http.PutAsync($"/api/v4/projects/{_project}/files?path=a&path=b", new ByteArrayContent([1]));

        Assert.Contains("more than once", await response.ReadErrorAsync(400), StringComparison.Ordinal);
        Assert.Empty(await Http.ListFilesAsync(_project));
    }

    [Fact]
    public async Task Put_FileWhereAFolderIs_Is409AndViceVersa()
    {
        using var first = await Http.PutFileAsync(_project, "a/b", [1]);
        using var fileOverFolder = await Http.PutFileAsync(_project, "a", [1]);
        using var folderOverFile = await Http.PutFileAsync(_project, "a/b/c", [1]);

        Assert.Contains("'a' is a file", await fileOverFolder.ReadErrorAsync(409), StringComparison.Ordinal);
        Assert.Contains("'a/b' is a file", await folderOverFile.ReadErrorAsync(409), StringComparison.Ordinal);
        Assert.Equal(["a/b"], await Http.ListFilesAsync(_project));
    }

    [Fact]
    public async Task Put_Mode_IsShownAndOnlyTwoExist()
    {
        using var executable = await Http.PutAsync(ApiClientExtensions.FileUrl(_project, "run") + "&mode=0755", new ByteArrayContent([1]));
        using var other = await Http.PutAsync(ApiClientExtensions.FileUrl(_project, "run") + "&mode=4755", new ByteArrayContent([1]));

        Assert.Equal("0755", (await executable.ReadJsonAsync(200)).GetProperty("mode").GetString());
        await other.ReadErrorAsync(400);
    }

    [Fact]
    public async Task Delete_File_TakesItOutAndASecondTimeIs404()
    {
        using var put = await Http.PutFileAsync(_project, "file", [1]);

        using var deleted = await Http.DeleteAsync(ApiClientExtensions.FileUrl(_project, "file"));
        using var again = await Http.DeleteAsync(ApiClientExtensions.FileUrl(_project, "file"));

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("404 File Not Found", await again.ReadErrorAsync(404));
    }

    [Fact]
    public async Task Commit_ManyFiles_IsOneChangeOfTheTree()
    {
        var files = Enumerable.Range(0, 1000).Select(i => ($"dir{i % 10}/file{i}", $"content {i % 100}")).ToArray();

        using var response = await Http.CommitAsync(_project, files);
        var commit = await response.ReadJsonAsync(200);

        Assert.Equal(1000, commit.GetProperty("committed").GetInt32());
        Assert.Equal(0, commit.GetProperty("skipped").GetArrayLength());
        Assert.Equal(files.Select(file => file.Item1).Order(StringComparer.Ordinal), await Http.ListFilesAsync(_project));
        using var one = await Http.GetFileAsync(_project, "dir7/file7");
        Assert.Equal("content 7", await one.Content.ReadAsStringAsync());
        Assert.Equal(1000, (await Http.GetJsonAsync($"/projects/{_project}")).GetProperty("file_count").GetInt64());
    }

    [Fact]
    public async Task Commit_CutTar_Is400AndNothingIsCommitted()
    {
        var tar = ApiClientExtensions.Tar(("a", "1"), ("b", "2"));

        using var response = await Http.PostAsync($"/api/v4/projects/{_project}/files", new ByteArrayContent(tar[..^1024]));

        await response.ReadErrorAsync(400);
        Assert.Empty(await Http.ListFilesAsync(_project));
    }

    [Fact]
    public async Task Commit_ManyAtOnce_AllSurvive()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            using var response = await Http.CommitAsync(_project, ($"file{i:D2}", $"{i}"), ("shared", $"{i}"));
            await response.ReadJsonAsync(200);
        }));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"file{i:D2}").Append("shared"), await Http.ListFilesAsync(_project));
    }
}
