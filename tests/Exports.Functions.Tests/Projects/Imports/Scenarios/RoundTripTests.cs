using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

public sealed class RoundTripTests
{
    [Fact]
    public async Task Import_ExportedArchive_ExportsToTheSameBytesHereAndElsewhere()
    {
        await using var first = await ImportScenario.StartAsync();
        var original = await first.Host.Http.CreateProjectAsync("group/sub/name", "node-service");
        using var committed = await first.Host.Http.CommitAsync(
            original, ("big.bin", new string('x', 3 << 20)), ("empty", ""), ("folder/ünïcode name.txt", "text"));
        Assert.True(committed.IsSuccessStatusCode);
        var archive = await first.ExportAsync(original);

        using (await first.Host.Http.DeleteAsync($"{ApiClientExtensions.Api}/projects/{original}"))
        {
            first.Host.Clock.Advance(TimeSpan.FromHours(1));
            var again = await first.ImportAsync(archive, "group/sub/name");
            Assert.NotEqual(original, again);
            Assert.Equal(archive, await first.ExportAsync(again));
        }

        await using var second = await ImportScenario.StartAsync();
        second.Host.Clock.Advance(TimeSpan.FromDays(3));
        var elsewhere = await second.ImportAsync(archive, "name", ("namespace", "group/sub"));
        Assert.Equal(archive, await second.ExportAsync(elsewhere));
    }

    [Fact]
    public async Task Import_InManyParts_StoresTheSameProject()
    {
        await using var first = await ImportScenario.StartAsync();
        var original = await first.Host.Http.CreateProjectAsync("group/name");
        var files = Enumerable.Range(10, 40).Select(number => ($"f{number}", new string((char)('a' + number % 26), number * 100))).ToArray();
        using var committed = await first.Host.Http.CommitAsync(original, files);
        var archive = await first.ExportAsync(original);

        // Time passes with every look at the clock, so each activity gets through a few files only.
        await using var second = await ImportScenario.StartAsync(settings: ("ProjectImports__SegmentTimeLimit", "00:00:00.001"));
        second.Host.Clock.AdvancePerReading = TimeSpan.FromMilliseconds(0.4);
        var id = await second.ImportAsync(archive, "group/name");
        second.Host.Clock.AdvancePerReading = TimeSpan.Zero;

        Assert.InRange(second.Gate.RunsOf("VerifyImportArchive"), 5, 40);
        Assert.InRange(second.Gate.RunsOf("StoreImportContents"), 5, 40);
        Assert.Equal(files.Select(file => file.Item1), await second.Host.Http.ListFilesAsync(id));
        var tree = (await first.Host.Http.GetJsonAsync($"/projects/{original}")).GetProperty("tree").GetString();
        Assert.Equal(tree, (await second.Host.Http.GetJsonAsync($"/projects/{id}")).GetProperty("tree").GetString());
    }

    [Fact]
    public async Task Import_NameAndDescription_ComeFromTheRequestElseFromTheArchive()
    {
        await using var import = await ImportScenario.StartAsync();
        var archive = new ProjectExports.Archives.Verification.ArchiveBuilder().Version()
            .Project("""{"path":"some/where","name":"Its Own","description":"told","created_at":"2020-02-02T02:02:02+00:00"}""").WithManifest().Archive();

        var own = await import.Host.Http.GetJsonAsync($"/projects/{await import.ImportAsync(archive, "a/own")}");
        var asked = await import.Host.Http.GetJsonAsync(
            $"/projects/{await import.ImportAsync(archive, "a/asked", ("name", "Asked For"), ("override_params[description]", "over"))}");

        Assert.Equal(("Its Own", "told", "a/own"), (Text(own, "name"), Text(own, "description"), Text(own, "path_with_namespace")));
        Assert.Equal(new DateTimeOffset(2020, 2, 2, 2, 2, 2, TimeSpan.Zero), own.GetProperty("created_at").GetDateTimeOffset());
        Assert.Equal(("Asked For", "over"), (Text(asked, "name"), Text(asked, "description")));

        static string? Text(System.Text.Json.JsonElement project, string name) => project.GetProperty(name).GetString();
    }
}
