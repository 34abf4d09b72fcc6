using System.Text;
using System.Text.Json.Nodes;
using Exports.Cli.Registry;

namespace Exports.Functions.Tests.Cli.Registry;

public sealed class RepositorySourceTests
{
    private const string One = """{"path":"a/b","tags_count":3,"created_at":"2025-01-01T00:00:00Z"}""";
    private const string Two = """{"path":"c","tags_count":0,"created_at":"2025-02-01T00:00:00Z","plan":"premium","priority":-5}""";

    [Theory]
    [InlineData($"{One}\n\n{Two}", "1 line, 3 line")]
    [InlineData($"\uFEFF  \n{One}\r\n{Two}\r\n", "2 line, 3 line")]
    [InlineData($"[{One},\n{Two}]", "1 item, 2 item")]
    [InlineData("a/b,3,2025-01-01T00:00:00Z\n\"c\", 0 ,2025-02-01T00:00:00Z,premium,-5", "1 line, 2 line")]
    [InlineData("path,created_at,tags_count,plan,priority\na/b,2025-01-01T00:00:00Z,3\nc,2025-02-01T00:00:00Z,0,premium,-5",
        "2 line, 3 line")]
    public async Task OpenAsync_EachForm_GivesTheSameRepositoriesAndWhereTheyStand(string text, string places)
    {
        var (source, lines) = await ReadAsync(text);

        Assert.Equal(places, string.Join(", ", lines.Select(line => $"{line.Number} {source.Unit}")));
        Assert.Equal([Normal(One), Normal(Two)], lines.Select(line => Normal(line.Json)));
    }

    [Theory]
    [InlineData($"{One}\n{{", 2, "is not JSON")]
    [InlineData($"{One}\n[1]", 2, "is no JSON object")]
    [InlineData($"[{One}, 5]", 2, "is no JSON object")]
    [InlineData($"[{One},\n{{]", 1, "is not JSON (line 2)")]
    [InlineData("a,x,2025-01-01T00:00:00Z", 1, "tags_count is not a number: 'x'")]
    [InlineData("a,1,2025-01-01T00:00:00Z,free,1,,too", 1, "has 7 fields for 6 columns")]
    [InlineData("path,size\na,1", 1, "no column is called 'size'; known are path, tags_count, created_at, plan, priority, not_before")]
    [InlineData("path,path\na,1", 1, "a column is there twice")]
    public async Task OpenAsync_WrongLine_SaysWhichAndWhy(string text, long number, string sentence)
    {
        var wrong = await Assert.ThrowsAsync<RepositoryLineException>(() => ReadAsync(text));

        Assert.Equal((number, sentence), (wrong.Number, wrong.Message));
    }

    [Fact]
    public async Task OpenAsync_FieldOfAnySize_IsQuotedByItsBeginning()
    {
        var wrong = await Assert.ThrowsAsync<RepositoryLineException>(() => ReadAsync($"a,{new string('x', 1_000_000)}"));

        Assert.Equal($"tags_count is not a number: '{new string('x', 60)}…'", wrong.Message);
    }

    private static async Task<(RepositorySource Source, List<RepositoryLine> Lines)> ReadAsync(string text)
    {
        var source = await RepositorySource.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None);
        return (source, await source.Lines.ToListAsync());
    }

    private static string Normal(string json) =>
        string.Join(' ', JsonNode.Parse(json)!.AsObject().OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}"));
}
