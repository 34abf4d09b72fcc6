using System.Globalization;
using System.Text.Json.Nodes;

namespace Exports.Functions.Tests.Shared.OpenApi;

/// <summary>One method of one path, as the document describes it.</summary>
internal sealed record ApiOperation(string Method, string Path, JsonObject Node)
{
    /// <summary>The parameter that takes the rest of an address, slashes and all; OpenAPI has no word for it.</summary>
    private const string CatchAll = "{rest}";

    public string Id => Node["operationId"]!.GetValue<string>();

    public JsonObject Responses => Node["responses"]!.AsObject();

    public IEnumerable<JsonObject> Parameters =>
        (Node["parameters"]?.AsArray() ?? []).Select(parameter => ApiDescription.Resolve(parameter!));

    /// <summary>What is said about this status, or null when nothing is.</summary>
    public JsonObject? Response(int status) =>
        (Responses[status.ToString(CultureInfo.InvariantCulture)] ?? Responses[$"{status / 100}XX"]) is { } response
            ? ApiDescription.Resolve(response)
            : null;

    /// <summary>Whether this operation answers the address; a literal segment is as good as a parameter, for no two templates overlap.</summary>
    public bool Matches(string method, string path)
    {
        var ours = Path.Split('/');
        var theirs = path.Split('/');
        var fits = ours[^1] == CatchAll ? theirs.Length >= ours.Length : theirs.Length == ours.Length;
        return fits
            && string.Equals(Method, method, StringComparison.OrdinalIgnoreCase)
            && ours.SkipLast(ours[^1] == CatchAll ? 1 : 0).Zip(theirs).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    public override string ToString() => $"{Method} {Path}";
}
