using System.Text.Json;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Sdk.DurableTask.Abstractions.Entities;

public sealed class EntityInstanceIdTests
{
    [Fact]
    public void N1_NameIsLowered_KeyKeepsItsCase()
    {
        var id = new EntityInstanceId("ExportQueue", "Main");

        Assert.Equal(("exportqueue", "Main"), (id.Name, id.Key));
        Assert.Equal(new EntityInstanceId("EXPORTQUEUE", "Main"), id);
        Assert.NotEqual(new EntityInstanceId("exportqueue", "main"), id);
    }

    [Fact]
    public void N1_InvalidNamesAndKeys_AreRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new EntityInstanceId(null!, "k"));
        Assert.Throws<ArgumentException>(() => new EntityInstanceId("", "k"));
        Assert.Throws<ArgumentException>(() => new EntityInstanceId("a@b", "k"));
        Assert.Throws<ArgumentNullException>(() => new EntityInstanceId("name", null!));
        Assert.Equal("@name@", new EntityInstanceId("name", "").ToString());
    }

    [Theory]
    [InlineData("@counter@k", "counter", "k")]
    [InlineData("@Counter@", "counter", "")]
    [InlineData("@counter@a@b", "counter", "a@b")]
    public void FromString_OfItsTextForm_ReadsNameAndKey(string text, string name, string key)
        => Assert.Equal(new EntityInstanceId(name, key), EntityInstanceId.FromString(text));

    [Theory]
    [InlineData("counter@k")]
    [InlineData("@counter")]
    [InlineData("@@k")]
    [InlineData("@")]
    [InlineData("")]
    public void FromString_OfAnythingElse_Throws(string text)
        => Assert.Throws<ArgumentException>(() => EntityInstanceId.FromString(text));

    [Fact]
    public void D7_AsJson_IsItsText()
    {
        var id = new EntityInstanceId("Counter", "k");

        Assert.Equal("\"@counter@k\"", JsonSerializer.Serialize(id));
        Assert.Equal(id, JsonSerializer.Deserialize<EntityInstanceId>("\"@counter@k\""));
    }
}
