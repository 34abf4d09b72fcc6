using System.Text.Json.Nodes;
using Exports.Functions.Shared.OpenApi;

namespace Exports.Functions.Tests.Shared.OpenApi;

public class OpenApiDocumentTests
{
    [Fact]
    public void Join_PartsWithDifferentMembers_HoldsThemAll()
    {
        var document = OpenApiDocument.Join(
            Parse("""{"tags": [{"name": "a"}], "paths": {"/x": {"get": {}}}}"""),
            [Parse("""{"tags": [{"name": "b"}], "paths": {"/x": {"post": {}}, "/y": {}}}""")]);

        Assert.Equal(
            """{"tags":[{"name":"a"},{"name":"b"}],"paths":{"/x":{"get":{},"post":{}},"/y":{}}}""", document.Root.ToJsonString());
    }

    [Theory]
    [InlineData("""{"paths": {"/x": {"get": {"operationId": "One"}}}}""", "/paths//x/get/operationId")]
    [InlineData("""{"paths": []}""", "/paths")]
    public void Join_PartThatSaysItAgain_IsRefusedWithThePlace(string part, string place)
    {
        var failure = Assert.Throws<InvalidDataException>(
            () => OpenApiDocument.Join(Parse("""{"paths": {"/x": {"get": {"operationId": "Other"}}}}"""), [Parse(part)]));

        Assert.Equal($"The OpenAPI document has {place} twice.", failure.Message);
    }

    [Fact]
    public void Load_EveryTime_GivesTheSameBytes() => Assert.Equal(OpenApiDocument.Load().Sha256, OpenApiDocument.Load().Sha256);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
