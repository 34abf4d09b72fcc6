using System.Text;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.ProjectExports.Archives.Verification;
using Microsoft.Data.Sqlite;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

public sealed class RemoteImportTests
{
    private static readonly byte[] Archive = ArchiveBuilder.Sound().Archive();

    [Fact]
    public async Task RemoteImport_ServerThatServesParts_IsFetchedInPieces()
    {
        await using var remote = await RemoteScenario.StartAsync(Archive, settings: ("ProjectImports__FetchPieceBytes", "100"));

        Assert.Equal("finished", await remote.RunAsync());

        Assert.Equal((Archive.Length + 99) / 100, remote.Import.Gate.RunsOf("FetchImportArchive"));
        Assert.Equal(["bytes=0-99", "bytes=100-199"], remote.Server.Ranges.Take(2));
        Assert.Equal(["a.txt", "folder/b.txt"], await FilesAsync(remote));
        Assert.Empty(remote.Import.Staged());
    }

    [Fact]
    public async Task RemoteImport_ServerThatServesCrumbs_FailsAndLeavesNothing()
    {
        await using var remote = await RemoteScenario.StartAsync(Archive);
        var before = remote.Import.SnapshotBesideFailures();
        remote.Server.LongestPart = 1;

        Assert.Equal("failed: The archive's server sends it in parts that are too small.", await remote.RunAsync());
        Assert.Equal(1, remote.Import.Gate.RunsOf("FetchImportArchive"));
        Assert.Equal(before, remote.Import.SnapshotBesideFailures());
    }

    [Fact]
    public async Task RemoteImport_EveryRequestRedirectedToAnotherHost_IsFetchedInPiecesFromThere()
    {
        await using var remote = await RemoteScenario.StartAsync(Archive, settings: ("ProjectImports__FetchPieceBytes", "100"));
        remote.Resolver.Add("store.example.com", RemoteScenario.Address);
        remote.Server.Intercept = http =>
        {
            var isFirstHop = http.Request.Host.Host != "store.example.com";
            if (isFirstHop)
                http.Response.Redirect("http://store.example.com/a.tar.gz");
            return Task.FromResult(isFirstHop);
        };

        Assert.Equal("finished", await remote.RunAsync());

        Assert.Equal((Archive.Length + 99) / 100, remote.Import.Gate.RunsOf("FetchImportArchive"));
        Assert.Equal(["bytes=0-99", "bytes=0-99", "bytes=100-199", "bytes=100-199"], remote.Server.Ranges.Take(4));
    }

    [Theory]
    [InlineData("""{"path": "a\ud800b", "url": "https://archives.example.com/"}""", "400 Bad request - the body contains a text that is not valid Unicode")]
    [InlineData("""{"p\ud800": "a", "url": "https://archives.example.com/"}""", "400 Bad request - the body contains a text that is not valid Unicode")]
    [InlineData("""[]""", "400 Bad request - a JSON object is expected")]
    public async Task RemoteImport_JsonThatIsNoRequest_IsRefusedAndLeavesNothing(string json, string message)
    {
        await using var remote = await RemoteScenario.StartAsync(Archive);
        var before = remote.Import.SnapshotBesideFailures();
        using var body = new StringContent(json, Encoding.UTF8, "application/json");

        using var response = await remote.Import.Host.Http.PostAsync($"{ApiClientExtensions.Api}/projects/remote-import", body);

        Assert.Equal(message, await response.ReadErrorAsync(400));
        Assert.Equal(before, remote.Import.SnapshotBesideFailures());
    }

    [Fact]
    public async Task RemoteImport_ServerThatServesNoParts_IsFetchedAtOnce()
    {
        await using var remote = await RemoteScenario.StartAsync(Archive, settings: ("ProjectImports__FetchPieceBytes", "100"));
        remote.Server.ServesParts = false;

        Assert.Equal("finished", await remote.RunAsync());
        Assert.Equal(1, remote.Import.Gate.RunsOf("FetchImportArchive"));
    }

    [Fact]
    public async Task RemoteImport_ArchiveReplacedBetweenTwoPieces_IsFetchedAnew()
    {
        await using var remote = await RemoteScenario.StartAsync([.. new byte[500]], settings: ("ProjectImports__FetchPieceBytes", "300"));
        remote.Server.Intercept = http =>
        {
            if (remote.Server.Ranges.Count == 2)
                (remote.Server.Archive, remote.Server.ETag) = (Archive, "\"v2\"");
            return Task.FromResult(false);
        };

        Assert.Equal("finished", await remote.RunAsync());
        Assert.Equal(["a.txt", "folder/b.txt"], await FilesAsync(remote));
    }

    [Fact]
    public async Task RemoteImport_ServerBusyAndBreakingOff_IsAskedAgain()
    {
        await using var remote = await RemoteScenario.StartAsync(Archive);
        remote.Server.Intercept = async http =>
        {
            switch (remote.Server.Ranges.Count)
            {
                case 1:
                    http.Response.StatusCode = 503;
                    return true;
                case 2:
                    http.Response.ContentLength = 1000;
                    await http.Response.Body.WriteAsync(new byte[10]);
                    http.Abort();
                    return true;
                default:
                    return false;
            }
        };

        Assert.Equal("finished", await remote.RunAsync());
        Assert.Equal(3, remote.Import.Gate.RunsOf("FetchImportArchive"));
    }

    [Theory]
    [InlineData(404, "failed: The archive's server answered 404 in place of the archive.")]
    [InlineData(403, "failed: The archive's server answered 403 in place of the archive.")]
    [InlineData(503, "failed: The import failed: The archive's server answered 503.")]
    public async Task RemoteImport_ServerRefuses_FailsAndLeavesNothing(int status, string sentence)
    {
        await using var remote = await RemoteScenario.StartAsync(Archive);
        var before = remote.Import.SnapshotBesideFailures();
        remote.Server.Intercept = http =>
        {
            http.Response.StatusCode = status;
            return Task.FromResult(true);
        };

        Assert.Equal(sentence, await remote.RunAsync());
        Assert.Equal(before, remote.Import.SnapshotBesideFailures());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RemoteImport_LongerThanAllowed_FailsAndLeavesNothing(bool servesParts)
    {
        await using var remote = await RemoteScenario.StartAsync(new byte[5000], settings: ("ProjectImports__MaxArchiveBytes", "4999"));
        var before = remote.Import.SnapshotBesideFailures();
        remote.Server.ServesParts = servesParts;

        Assert.Equal("failed: The archive has more than 4999 bytes.", await remote.RunAsync());
        Assert.Equal(before, remote.Import.SnapshotBesideFailures());
    }

    [Fact]
    public async Task RemoteImport_BadArchive_FailsAndLeavesNothing()
    {
        await using var remote = await RemoteScenario.StartAsync("no gzip"u8.ToArray());
        var before = remote.Import.SnapshotBesideFailures();

        Assert.Equal("failed: The file is not a gzip archive.", await remote.RunAsync());
        Assert.Equal(before, remote.Import.SnapshotBesideFailures());
    }

    [Theory]
    [InlineData("", "400 Bad request - url is missing")]
    [InlineData("ftp://archives.example.com/a", null)]
    [InlineData("http://127.0.0.1/a", null)]
    [InlineData("http://[::1]/a", null)]
    [InlineData("http://169.254.169.254/latest/meta-data", null)]
    [InlineData("http://10.1.2.3/a", null)]
    [InlineData("http://localhost/a", null)]
    [InlineData("http://user:hush-word@archives.example.com/a", null)]
    public async Task RemoteImport_UrlThatLeadsInside_IsRefusedAtOnce(string url, string? message)
    {
        await using var remote = await RemoteScenario.StartAsync(Archive);
        var before = StoreSnapshot.Take(remote.Import.Database);

        using var response = await remote.Import.FetchAsync(url);

        var error = await response.ReadErrorAsync(400);
        Assert.Equal(message ?? error, error);
        Assert.Equal(before, StoreSnapshot.Take(remote.Import.Database));
        Assert.Empty(remote.Internet.Dialled);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.7")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:192.168.0.1")]
    public async Task RemoteImport_NameThatLeadsInside_FailsUnconnectedAndLeavesNothing(string address)
    {
        await using var remote = await RemoteScenario.StartAsync(Archive);
        var before = remote.Import.SnapshotBesideFailures();
        remote.Resolver.Add("inside.example.com", address);

        Assert.Equal(
            "failed: The URL leads to an address that archives are not fetched from.", await remote.RunAsync("http://inside.example.com/a"));
        Assert.Empty(remote.Internet.Dialled);
        Assert.Equal(before, remote.Import.SnapshotBesideFailures());
    }

    [Theory]
    [InlineData("http://127.0.0.1/inside")]
    [InlineData("http://inside.example.com/inside")]
    public async Task RemoteImport_RedirectThatLeadsInside_FailsAndLeavesNothing(string target)
    {
        await using var remote = await RemoteScenario.StartAsync(Archive);
        var before = remote.Import.SnapshotBesideFailures();
        remote.Resolver.Add("inside.example.com", "192.168.1.1");
        remote.Server.Intercept = http =>
        {
            http.Response.Redirect(target);
            return Task.FromResult(true);
        };

        Assert.Equal("failed: The URL leads to an address that archives are not fetched from.", await remote.RunAsync());
        Assert.Single(remote.Internet.Dialled);
        Assert.Equal(before, remote.Import.SnapshotBesideFailures());
    }

    [Fact]
    public async Task RemoteImport_SignedUrl_IsInNoAnswerLogOrHistory()
    {
        await using var remote = await RemoteScenario.StartAsync(Archive, settings: ("ProjectImports__FetchPieceBytes", "100"));
        Assert.Equal("finished", await remote.RunAsync());
        Assert.DoesNotContain("hush", (await remote.Import.GetImportAsync("group%2Fimported")).ToString(), StringComparison.Ordinal);

        Assert.DoesNotContain(remote.Import.Host.Logs.Entries, entry => entry.FullText.Contains("hush", StringComparison.Ordinal));
        Assert.Equal([], Texts(remote.Import.Database).Where(text => text.Contains("hush", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RemoteImport_Form_IsTheSame()
    {
        await using var remote = await RemoteScenario.StartAsync(Archive);
        using var form = new FormUrlEncodedContent([new("url", RemoteScenario.Url), new("path", "imported"), new("namespace", "group")]);

        using var response = await remote.Import.Host.Http.PostAsync($"{ApiClientExtensions.Api}/projects/remote-import", form);
        await response.ReadJsonAsync(201);
        await remote.Import.Host.SettleAsync();

        Assert.Equal("finished", await remote.Import.StatusAsync("group%2Fimported"));
    }

    private static Task<List<string>> FilesAsync(RemoteScenario remote) => FilesAsync(remote.Import, "group%2Fimported");

    private static async Task<List<string>> FilesAsync(ImportScenario import, string path) =>
        await import.Host.Http.ListFilesAsync((await import.Host.Http.GetJsonAsync($"/projects/{path}")).GetProperty("id").GetInt64());

    /// <summary>Everything that the database keeps, engine histories included, as text.</summary>
    private static List<string> Texts(SqliteDatabase database) => database.Read(session =>
        session.Query("SELECT name FROM sqlite_schema WHERE type = 'table'", reader => reader.GetString(0))
            .SelectMany(table => session.Query($"SELECT * FROM {table}", RowText))
            .ToList());

    private static string RowText(SqliteDataReader row) => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => Text(row.GetValue(i))));

    private static string Text(object value) => value is byte[] bytes ? System.Text.Encoding.Latin1.GetString(bytes) : value.ToString() ?? "";
}
