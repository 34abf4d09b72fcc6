using System.Text.Json;
using System.Text.Json.Nodes;

namespace Exports.Functions.Tests.Shared.OpenApi;

/// <summary>What the document shows as an example must fit what it says beside it.</summary>
public class OpenApiExampleTests
{
    [Fact]
    public void Examples_FitTheirSchemas()
    {
        var examples = Examples(ApiDescription.Root, "#").ToList();

        Assert.NotEmpty(examples);
        Assert.Empty(examples.SelectMany(example => SchemaCheck.Faults(Element(example.Value), example.Schema, example.Where)));
    }

    private static JsonElement Element(JsonNode value) => JsonSerializer.SerializeToElement(value);

    private static IEnumerable<(string Where, JsonNode Value, JsonNode Schema)> Examples(JsonNode? node, string where)
    {
        if (node is JsonArray items)
            return items.SelectMany((item, index) => Examples(item, $"{where}/{index}"));
        if (node is not JsonObject members)
            return [];

        var inside = members.SelectMany(member => Examples(member.Value, $"{where}/{member.Key}"));
        return (members["schema"], members["example"]) is ({ } schema, { } example) ? inside.Prepend((where, example, schema)) : inside;
    }
}
