using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Exports.Cli.Registry;

/// <summary>Repositories as one JSON array of objects.</summary>
internal static class JsonItems
{
    public static async IAsyncEnumerable<RepositoryLine> ReadAsync(
        Stream content, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var number = 0L;
        await using var items = JsonSerializer
            .DeserializeAsyncEnumerable<JsonElement>(content, JsonSerializerOptions.Default, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(items, ++number))
        {
            yield return items.Current.ValueKind == JsonValueKind.Object
                ? new(number, JsonSerializer.Serialize(items.Current))
                : throw new RepositoryLineException(number, "is no JSON object");
        }
    }

    private static async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<JsonElement> items, long number)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (JsonException malformed)
        {
            throw new RepositoryLineException(number, $"is not JSON (line {malformed.LineNumber + 1})", malformed);
        }
    }
}
