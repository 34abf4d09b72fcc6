using System.Text.Json;
using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Registering;

/// <summary>
/// Reads the repositories of a request: one JSON object, an array of them, or one on each line (NDJSON). All are checked before any is
/// kept.
/// </summary>
internal sealed class RepositoryListBody(IOptions<HttpLimitsOptions> limits)
{
    public const int MaxItems = 10_000;

    /// <summary>More than so many repositories need, and little enough to be held in memory: an array is read as a whole.</summary>
    private const long MaxBytes = 16 << 20;

    /// <exception cref="ApiException">400 with the number of the first wrong item; 413 for more than <see cref="MaxItems"/>.</exception>
    public async Task<IReadOnlyList<RegisterRepositoryRequest>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var items = new List<RegisterRepositoryRequest>();
        try
        {
            await foreach (var element in ElementsAsync(request, cancellationToken))
            {
                if (items.Count == MaxItems)
                    throw new ApiException(
                        StatusCodes.Status413PayloadTooLarge, $"413 Payload Too Large - more than {MaxItems} repositories");
                items.Add(Read(element, items.Count + 1));
            }
        }
        catch (JsonException malformed)
        {
            throw ApiException.BadRequest(
                $"400 Bad request - the body is not the JSON expected here: {JsonFault.Describe(malformed)}", malformed);
        }

        return items.Count > 0 ? items : throw ApiException.BadRequest("400 Bad request - the body holds no repository");
    }

    private IAsyncEnumerable<JsonElement> ElementsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Values that follow each other are an NDJSON body as well as one object: only an array needs to be told apart, value by value.
        var stream = RequestBody.Open(request, Math.Min(MaxBytes, limits.Value.MaxBodyBytes));
        return JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(stream, topLevelValues: true, ApiJson.Options, cancellationToken)
            .SelectMany(element => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().AsEnumerable() : [element]);
    }

    private static RegisterRepositoryRequest Read(JsonElement element, int number)
    {
        try
        {
            var item = element.ValueKind == JsonValueKind.Object ? element.Deserialize<RegisterRepositoryRequest>(ApiJson.Options)! : null;
            var fault = item is null ? "is no JSON object" : item.Fault();
            return fault is null ? item! : throw ApiException.BadRequest($"400 Bad request - repository {number}: {fault}");
        }
        catch (JsonException malformed)
        {
            throw ApiException.BadRequest(
                $"400 Bad request - repository {number} is not the JSON expected here: {JsonFault.Describe(malformed)}", malformed);
        }
    }
}
