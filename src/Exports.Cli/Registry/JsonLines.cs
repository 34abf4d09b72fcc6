using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Exports.Cli.Registry;

/// <summary>Repositories as NDJSON: an object on each line; empty lines do not count as repositories.</summary>
internal static class JsonLines
{
    public static async IAsyncEnumerable<RepositoryLine> ReadAsync(
        Stream content, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var reader = new StreamReader(content, Encoding.UTF8);
        for (var number = 1L; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return new(number, Checked(line, number));
            }
        }
    }

    private static string Checked(string line, long number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? line
                : throw new RepositoryLineException(number, "is no JSON object");
        }
        catch (JsonException malformed)
        {
            throw new RepositoryLineException(number, "is not JSON", malformed);
        }
    }
}
