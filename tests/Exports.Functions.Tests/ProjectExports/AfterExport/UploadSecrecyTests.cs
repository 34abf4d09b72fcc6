using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.ProjectExports.AfterExport;

/// <summary>The URL of an upload may be signed: who knows it may write there.</summary>
public sealed class UploadSecrecyTests
{
    private const string Secret = "hush";

    [Fact]
    public async Task Url_WhileTheJobIsActive_StandsInItsRowAndNowhereElse()
    {
        await using var scenario = await UploadScenario.StartAsync();
        scenario.Receiver.Then(503);
        await scenario.StartExportAsync();
        await scenario.Export.Host.SettleAsync();

        Assert.Equal(["table_entities"], TablesWithTheSecret(scenario));
        var snapshot = await scenario.Export.Service<ProjectExportTable>().GetSnapshotAsync(scenario.Export.Project, default);
        Assert.Equal(scenario.Receiver.Url, Assert.Single(snapshot.Active).Upload!.Url!.OriginalString);
        Assert.DoesNotContain(Secret, snapshot.Active[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "finished")]
    [InlineData(403, "failed/after_export_failed")]
    public async Task Url_OnceTheJobHasEnded_StandsNowhere(int answer, string end)
    {
        await using var scenario = await UploadScenario.StartAsync();
        scenario.Receiver.Then(answer);
        await scenario.StartExportAsync();
        await scenario.Export.Host.SettleAsync();

        Assert.Equal(end, await scenario.Export.LatestJobAsync());
        Assert.Empty(TablesWithTheSecret(scenario));
        var upload = (await scenario.LatestJobAsync()).GetProperty("upload");
        Assert.Equal((UploadScenario.Host, "PUT"), (upload.GetProperty("host").GetString(), upload.GetProperty("http_method").GetString()));
    }

    [Fact]
    public async Task Url_InAnyAnswerOrLogLine_IsNot()
    {
        await using var scenario = await UploadScenario.StartAsync();
        scenario.Receiver.Then(503).Then(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var response = await scenario.PostAsync(new { url = scenario.Receiver.Url });
        var answers = new List<string> { (await response.ReadJsonAsync(202)).GetRawText() };
        for (var step = 0; step < 3; step++)
        {
            await scenario.Export.Host.AdvanceAsync(TimeSpan.FromMinutes(1));
            answers.Add((await scenario.Export.GetStatusAsync()).GetRawText());
            answers.Add((await scenario.Export.ListJobsAsync()).GetRawText());
        }

        Assert.Equal("finished", await scenario.Export.StatusAsync());
        Assert.All(answers, answer => Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal));
        Assert.Contains(scenario.Export.Host.Logs.Entries, entry => entry.Message.Contains("upload 1 failed", StringComparison.Ordinal));
        Assert.DoesNotContain(
            scenario.Export.Host.Logs.Entries, entry => $"{entry.Message} {entry.Exception}".Contains(Secret, StringComparison.Ordinal));
    }

    /// <summary>Every table of the store, the engine's history and inputs among them, one of whose rows holds the secret in any column.</summary>
    private static List<string> TablesWithTheSecret(UploadScenario scenario) => scenario.Export.Service<SqliteDatabase>().Read(session =>
    {
        var tables = session.Query("SELECT name FROM sqlite_master WHERE type = 'table'", reader => reader.GetString(0));
        return tables.Where(table =>
        {
            var columns = session.Query($"SELECT name FROM pragma_table_info('{table}')", reader => reader.GetString(0));
            var anywhere = string.Join(" OR ", columns.Select(column => $"instr(CAST(\"{column}\" AS BLOB), CAST($secret AS BLOB)) > 0"));
            return session.Query($"SELECT 1 FROM \"{table}\" WHERE {anywhere} LIMIT 1", reader => reader.GetInt32(0), ("$secret", Secret)).Count > 0;
        }).ToList();
    });
}
