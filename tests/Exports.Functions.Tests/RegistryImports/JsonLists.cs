using System.Text.Json;

namespace Exports.Functions.Tests.RegistryImports;

internal static class JsonLists
{
    public static async Task<IReadOnlyList<JsonElement>> AsList(this Task<JsonElement> array) => [.. (await array).EnumerateArray()];

    public static IReadOnlyList<string> Paths(this IEnumerable<JsonElement> repositories) =>
        [.. repositories.Select(repository => repository.GetProperty("path").GetString()!)];
}
