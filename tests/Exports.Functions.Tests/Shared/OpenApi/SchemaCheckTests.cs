using System.Text.Json;
using System.Text.Json.Nodes;

namespace Exports.Functions.Tests.Shared.OpenApi;

/// <summary>The checker itself: one that finds nothing would let every answer through.</summary>
public class SchemaCheckTests
{
    private const string Schema = """
        {"type": "object", "required": ["n"], "properties": {
          "n": {"type": "integer", "format": "int32", "minimum": 0},
          "w": {"type": "string", "enum": ["a", null], "nullable": true},
          "t": {"type": "string", "format": "date-time"},
          "h": {"type": "string", "pattern": "^[0-9a-f]{2}$", "maxLength": 2},
          "l": {"type": "array", "items": {"type": "boolean"}}}}
        """;

    [Theory]
    [InlineData("""{"n": 1}""")]
    [InlineData("""{"n": 1, "w": null, "t": "2026-01-01T00:00:00+00:00", "h": "0f", "l": [true, false]}""")]
    public void Faults_OfAFittingValue_AreNone(string json) => Assert.Empty(Faults(json));

    [Theory]
    [InlineData("[]", "$ is Array, not object")]
    [InlineData("null", "$ is null")]
    [InlineData("{}", "$.n is missing")]
    [InlineData("""{"n": null}""", "$.n is null")]
    [InlineData("""{"n": 1.5}""", "$.n is Number, not integer")]
    [InlineData("""{"n": -1}""", "$.n -1 is below 0")]
    [InlineData("""{"n": 3000000000}""", "$.n 3000000000 is no int32")]
    [InlineData("""{"n": 1, "w": "b"}""", "$.w 'b' is none of the words")]
    [InlineData("""{"n": 1, "t": "today"}""", "$.t 'today' is no date-time")]
    [InlineData("""{"n": 1, "h": "zz"}""", "$.h 'zz' does not match ^[0-9a-f]{2}$")]
    [InlineData("""{"n": 1, "l": [true, 1]}""", "$.l[1] is Number, not boolean")]
    [InlineData("""{"n": 1, "x": 1}""", "$.x is not described")]
    public void Faults_OfAnotherValue_SayWhere(string json, string fault) => Assert.Equal([fault], Faults(json));

    private static IEnumerable<string> Faults(string json) =>
        SchemaCheck.Faults(JsonSerializer.Deserialize<JsonElement>(json), JsonNode.Parse(Schema)!);
}
