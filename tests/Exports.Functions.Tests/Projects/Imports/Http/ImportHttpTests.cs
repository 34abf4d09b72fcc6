using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.ProjectExports.Archives.Verification;
using Exports.Functions.Tests.Projects.Imports.Scenarios;

namespace Exports.Functions.Tests.Projects.Imports.Http;

/// <summary>The routes of imports as GitLab's clients use them.</summary>
public sealed class ImportHttpTests : IAsyncLifetime
{
    private static readonly byte[] Archive = ArchiveBuilder.Sound().Archive();

    private ImportScenario _import = null!;

    public async Task InitializeAsync() => _import = await ImportScenario.StartAsync(settings: ("Http__MaxBodyBytes", "200000"));

    public async Task DisposeAsync() => await _import.DisposeAsync();

    [Fact]
    public async Task Upload_Accepted_AnswersInGitLabsShape()
    {
        using var response = await _import.UploadAsync(Archive, "imported", ("namespace", "group/sub"), ("name", "Its Name"));
        var body = await response.ReadJsonAsync(201);

        Assert.True(body.GetProperty("id").GetInt64() > 0);
        Assert.Equal("Its Name", body.GetProperty("name").GetString());
        Assert.Equal("group / sub / Its Name", body.GetProperty("name_with_namespace").GetString());
        Assert.Equal("imported", body.GetProperty("path").GetString());
        Assert.Equal("group/sub/imported", body.GetProperty("path_with_namespace").GetString());
        Assert.Equal("scheduled", body.GetProperty("import_status").GetString());
        Assert.Equal("gitlab_project", body.GetProperty("import_type").GetString());
        Assert.Equal(0, body.GetProperty("failed_relations").GetArrayLength());
        Assert.Equal(_import.Host.Clock.GetUtcNow(), body.GetProperty("created_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Upload_FileBeforePath_IsTheSame()
    {
        using var form = ImportScenario.Form(Archive);
        form.Add(new StringContent("group/imported"), "path");
        using var response = await _import.PostAsync(form);
        await response.ReadJsonAsync(201);
        await _import.Host.SettleAsync();

        Assert.Equal("finished", await _import.StatusAsync("group%2Fimported"));
    }

    [Theory]
    [InlineData("name", "Its Name", "no-file", "400 Bad request - file is missing")]
    [InlineData("path", "", "file", "400 Bad request - path is missing")]
    [InlineData("path", "a b", "file", "400 Bad request - path may contain only letters, digits, '_', '-' and '.', in segments separated by '/'")]
    [InlineData("overwrite", "perhaps", "file", "400 Bad request - overwrite is neither true nor false")]
    [InlineData("name", "a\nb", "file", "400 Bad request - name contains control characters")]
    public async Task Upload_BadField_IsRefusedAndLeavesNothing(string field, string value, string file, string message)
    {
        var before = StoreSnapshot.Take(_import.Database);
        var fields = field == "path" ? [(field, value)] : new[] { ("path", "group/imported"), (field, value) };
        using var form = ImportScenario.Form(Archive, fields);
        using var content = file == "file" ? form : Fields(fields);

        using var response = await _import.PostAsync(content);

        Assert.Equal(message, await response.ReadErrorAsync(400));
        Assert.Equal(before, StoreSnapshot.Take(_import.Database));
    }

    [Fact]
    public async Task Upload_EmptyFile_IsRefusedAndLeavesNothing()
    {
        var before = StoreSnapshot.Take(_import.Database);
        using var response = await _import.UploadAsync([]);

        Assert.Equal("400 Bad request - file is empty", await response.ReadErrorAsync(400));
        Assert.Equal(before, StoreSnapshot.Take(_import.Database));
    }

    [Fact]
    public async Task Upload_TwoFiles_IsRefusedAndLeavesNothing()
    {
        var before = StoreSnapshot.Take(_import.Database);
        using var form = ImportScenario.Form(Archive, ("path", "group/imported"));
        form.Add(new ByteArrayContent(Archive), "file", "again.tar.gz");

        using var response = await _import.PostAsync(form);

        Assert.Equal("400 Bad request - file is given more than once", await response.ReadErrorAsync(400));
        Assert.Equal(before, StoreSnapshot.Take(_import.Database));
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("multipart/form-data", "x")]
    [InlineData("application/x-www-form-urlencoded", "path=a")]
    public async Task Upload_NoMultipartForm_IsRefused(string type, string text)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await _import.PostAsync(content);

        Assert.StartsWith("400 Bad request - file is missing", await response.ReadErrorAsync(400), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_FormCutOff_IsRefusedAndLeavesNothing()
    {
        var before = StoreSnapshot.Take(_import.Database);
        using var form = ImportScenario.Form(Archive, ("path", "group/imported"));
        var bytes = await form.ReadAsByteArrayAsync();
        using var cut = new ByteArrayContent(bytes[..^100]);
        cut.Headers.ContentType = form.Headers.ContentType;

        using var response = await _import.PostAsync(cut);

        Assert.StartsWith("400 Bad request - the body is not a whole form", await response.ReadErrorAsync(400), StringComparison.Ordinal);
        Assert.Equal(before, StoreSnapshot.Take(_import.Database));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Upload_LongerThanAllowed_Is413AndLeavesNothing(bool saysItsLength)
    {
        var before = StoreSnapshot.Take(_import.Database);
        using var form = ImportScenario.Form(new byte[300_000], ("path", "group/imported"));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ApiClientExtensions.Api}/projects/import") { Content = form };
        request.Headers.TransferEncodingChunked = !saysItsLength;

        using var response = await _import.Host.Http.SendAsync(request);

        await response.ReadErrorAsync(413);
        Assert.Equal(before, StoreSnapshot.Take(_import.Database));
    }

    [Fact]
    public async Task Upload_PathTaken_Is409AndLeavesNothing()
    {
        await _import.Host.Http.CreateProjectAsync("group/imported");
        var before = StoreSnapshot.Take(_import.Database);

        using var response = await _import.UploadAsync(Archive, "Group/Imported");
        using var early = await _import.UploadAsync(Archive, fields: ("overwrite", "false"));

        Assert.Equal("409 Conflict - the path 'Group/Imported' has already been taken", await response.ReadErrorAsync(409));
        await early.ReadErrorAsync(409);
        Assert.Equal(before, StoreSnapshot.Take(_import.Database));
    }

    [Fact]
    public async Task Upload_SamePathTwiceAtOnce_OneIs201AndOneIs409()
    {
        for (var round = 0; round < 10; round++)
        {
            var path = $"group/p{round}";
            var responses = await Task.WhenAll(_import.UploadAsync(Archive, path), _import.UploadAsync(Archive, path));

            Assert.Equal([201, 409], responses.Select(response => (int)response.StatusCode).Order());
            await _import.Host.SettleAsync();
            Assert.Equal("finished", await _import.StatusAsync(Uri.EscapeDataString(path)));
        }

        Assert.Empty(_import.Staged());
    }

    [Fact]
    public async Task Upload_SamePathOnTwoInstancesAtOnce_OneIs201AndOneIs409()
    {
        await using var second = await _import.Host.StartInstanceAsync();
        for (var round = 0; round < 10; round++)
        {
            using var here = ImportScenario.Form(Archive, ("path", $"group/p{round}"));
            using var there = ImportScenario.Form(Archive, ("path", $"group/p{round}"));

            var responses = await Task.WhenAll(
                _import.PostAsync(here), second.Http.PostAsync($"{ApiClientExtensions.Api}/projects/import", there));

            Assert.Equal([201, 409], responses.Select(response => (int)response.StatusCode).Order());
        }

        await _import.Host.SettleAsync();
        Assert.Equal(10, (await _import.Host.Http.GetJsonAsync("/projects")).GetArrayLength());
        Assert.Empty(_import.Staged());
    }

    [Fact]
    public async Task Create_PathBeingImported_Is409UntilTheImportFails()
    {
        var held = _import.Gate.Hold("VerifyImportArchive");
        var id = await _import.ScheduleAsync([.. Archive, 0]);
        await held.ArrivedAsync();

        using var refused = await _import.Host.Http.PostAsJsonAsync($"{ApiClientExtensions.Api}/projects", new { path = ImportScenario.Path });
        Assert.Equal("409 Conflict - a project is being imported to the path 'group/imported'", await refused.ReadErrorAsync(409));

        held.Release();
        await _import.Host.SettleAsync();
        Assert.StartsWith("failed", await _import.StatusAsync(id), StringComparison.Ordinal);
        Assert.Equal(id, await _import.Host.Http.CreateProjectAsync(ImportScenario.Path));
        Assert.Equal("none", await _import.StatusAsync(id));
    }

    [Fact]
    public async Task Upload_AgainAfterAFailure_TakesTheRecordOver()
    {
        var id = await _import.ScheduleAsync("bad"u8.ToArray());
        await _import.Host.SettleAsync();

        Assert.Equal(id, await _import.ImportAsync(Archive));
    }

    [Fact]
    public async Task Get_ProjectThatWasNeverImported_IsNone()
    {
        var id = await _import.Host.Http.CreateProjectAsync("group/created");

        var body = await _import.GetImportAsync(id);

        Assert.Equal("none", body.GetProperty("import_status").GetString());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("import_type").ValueKind);
        Assert.Equal("group/created", body.GetProperty("path_with_namespace").GetString());
        Assert.Equal("none", (await _import.Host.Http.GetJsonAsync($"/projects/{id}")).GetProperty("import_status").GetString());
    }

    [Fact]
    public async Task Get_ProjectFromATemplate_IsFinishedAtOnce()
    {
        var id = await _import.Host.Http.CreateProjectAsync("group/created", "static-site");

        var body = await _import.GetImportAsync(id);

        Assert.Equal("finished", body.GetProperty("import_status").GetString());
        Assert.Equal("gitlab_project", body.GetProperty("import_type").GetString());
        Assert.Equal("finished", (await _import.Host.Http.GetJsonAsync($"/projects/{id}")).GetProperty("import_status").GetString());
    }

    [Theory]
    [InlineData("4711")]
    [InlineData("group%2Fnothing")]
    [InlineData("0")]
    [InlineData("9223372036854775807")]
    public async Task Get_NothingThere_Is404(string id)
    {
        using var response = await _import.Host.Http.GetAsync($"{ApiClientExtensions.Api}/projects/{id}/import");

        Assert.Equal("404 Project Not Found", await response.ReadErrorAsync(404));
    }

    [Fact]
    public async Task List_WhileAProjectIsBeingImported_DoesNotShowIt()
    {
        var held = _import.Gate.Hold("VerifyImportArchive");
        await _import.ScheduleAsync(Archive);
        await held.ArrivedAsync();
        Assert.Equal(0, (await _import.Host.Http.GetJsonAsync("/projects")).GetArrayLength());

        held.Release();
        await _import.Host.SettleAsync();
        var project = Assert.Single((await _import.Host.Http.GetJsonAsync("/projects")).EnumerateArray());
        Assert.Equal("finished", project.GetProperty("import_status").GetString());
    }

    private static MultipartFormDataContent Fields(IEnumerable<(string Name, string Value)> fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        return form;
    }
}
