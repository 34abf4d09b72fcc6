using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Sdk.DurableTask.Client;

public sealed class EntityQueryTests
{
    [Theory]
    [InlineData("StringStore", "@stringstore")]
    [InlineData("@StringStore", "@stringstore")]
    [InlineData("StringStore@", "@stringstore@")]
    [InlineData("StringStore@BA", "@stringstore@BA")]
    [InlineData("@StringStore@Ba", "@stringstore@Ba")]
    [InlineData("", "@")]
    [InlineData(null, null)]
    public void N21_InstanceIdStartsWith_LowersTheNamePartOnly(string? given, string? kept)
        => Assert.Equal(kept, new EntityQuery { InstanceIdStartsWith = given }.InstanceIdStartsWith);

    [Fact]
    public void Defaults()
    {
        var query = new EntityQuery();

        Assert.True(query.IncludeState);
        Assert.False(query.IncludeTransient);
        Assert.Null(query.PageSize);
    }

    [Fact]
    public void CleanEntityStorageRequest_New_LeavesBothFlagsOffUnlikeDefault()
    {
        Assert.Equal(default, new CleanEntityStorageRequest());
        Assert.True(CleanEntityStorageRequest.Default is { RemoveEmptyEntities: true, ReleaseOrphanedLocks: true });
    }

    [Fact]
    public void N23_StateThatWasNotFetched_CannotBeRead()
    {
        var id = new EntityInstanceId("counter", "k");

        Assert.Throws<InvalidOperationException>(() => new EntityMetadata<int>(id).State);
        Assert.Equal(3, new EntityMetadata<int>(id, 3).State);
        Assert.Throws<ArgumentException>(() => new EntityMetadata(default));
    }

    [Fact]
    public void EntityMetadata_AsJson_LeavesOutWhatIsNotSet()
    {
        var id = new EntityInstanceId("counter", "k");

        var bare = JsonSerializer.Serialize(new EntityMetadata<int>(id), JsonSerializerOptions.Web);
        var full = JsonSerializer.Serialize(
            new EntityMetadata(id, new SerializedData("7")) { BacklogQueueSize = 2, LockedBy = "holder" }, JsonSerializerOptions.Web);

        Assert.Equal("""{"id":"@counter@k","lastModifiedTime":"0001-01-01T00:00:00+00:00"}""", bare);
        Assert.Equal(
            """{"id":"@counter@k","lastModifiedTime":"0001-01-01T00:00:00+00:00","backlogQueueSize":2,"lockedBy":"holder","state":"7"}""",
            full);
    }
}
