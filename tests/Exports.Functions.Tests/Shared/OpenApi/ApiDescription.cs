using System.Text.Json.Nodes;
using Exports.Functions.Shared.OpenApi;

namespace Exports.Functions.Tests.Shared.OpenApi;

/// <summary>The served document as the tests ask for it.</summary>
internal static class ApiDescription
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

    public static JsonObject Root { get; } = OpenApiDocument.Load().Root;

    public static JsonObject Schemas => Root["components"]!["schemas"]!.AsObject();

    public static IReadOnlyList<ApiOperation> Operations { get; } =
    [
        .. from path in Root["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           where Methods.Contains(operation.Key)
           select new ApiOperation(operation.Key, path.Key, operation.Value!.AsObject()),
    ];

    /// <summary>The object itself, or the one that its <c>$ref</c> leads to.</summary>
    public static JsonObject Resolve(JsonNode node)
    {
        var found = node.AsObject();
        while (found["$ref"] is { } reference)
            found = Follow(reference.GetValue<string>());
        return found;
    }

    private static JsonObject Follow(string reference)
    {
        JsonNode? node = Root;
        foreach (var step in reference.Split('/').Skip(1))
            node = node?[step];
        return node as JsonObject ?? throw new InvalidDataException($"{reference} leads nowhere.");
    }
}
