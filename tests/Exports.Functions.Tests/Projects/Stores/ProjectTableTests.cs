using Azure;
using Azure.Data.Tables;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Moq;

namespace Exports.Functions.Tests.Projects.Stores;

public class ProjectTableTests
{
    private static readonly RequestFailedException TimedOut = new(500, "timeout", "OperationTimedOut", null);

    private readonly Mock<TableClient> _table = new();
    private readonly ProjectTable _projects;

    public ProjectTableTests()
    {
        var service = new Mock<TableServiceClient>();
        service.Setup(client => client.GetTableClient(It.IsAny<string>())).Returns(_table.Object);
        _projects = new ProjectTable(service.Object, new ProjectPathTable(service.Object));
    }

    [Fact]
    public async Task TryInsertAsync_AppliedButTimedOut_RecognisesItsOwnRow()
    {
        var row = Row(7);
        AddAnswers(TimedOut);
        Stored(row);

        Assert.True(await _projects.TryInsertAsync(row, default));
    }

    [Fact]
    public async Task TryInsertAsync_TimedOutAndNotApplied_TriesAgain()
    {
        AddAnswers(TimedOut, null);
        Stored(null);

        Assert.True(await _projects.TryInsertAsync(Row(7), default));
        _table.Verify(table => table.AddEntityAsync(It.IsAny<TableEntity>(), default), Times.Exactly(2));
    }

    [Theory]
    [InlineData(409, "EntityAlreadyExists")]
    [InlineData(500, "OperationTimedOut")]
    public async Task TryInsertAsync_RowOfAnotherCreation_IsRefused(int status, string code)
    {
        AddAnswers(new RequestFailedException(status, "failed", code, null));
        Stored(Row(7));

        Assert.False(await _projects.TryInsertAsync(Row(7), default));
    }

    [Fact]
    public async Task TryInsertAsync_TimeoutsWithoutEnd_AreTheCallers()
    {
        AddAnswers([.. Enumerable.Repeat(TimedOut, StorageErrors.MaxTries)]);
        Stored(null);

        Assert.Same(TimedOut, await Assert.ThrowsAsync<RequestFailedException>(() => _projects.TryInsertAsync(Row(7), default)));
    }

    [Theory]
    [InlineData(412)]
    [InlineData(404)]
    public async Task TryUpdateAsync_RowMovedOn_IsFalse(int status)
    {
        _table.Setup(table => table.UpdateEntityAsync(It.IsAny<TableEntity>(), It.IsAny<ETag>(), TableUpdateMode.Replace, default))
            .ThrowsAsync(new RequestFailedException(status, "moved"));

        Assert.False(await _projects.TryUpdateAsync(Row(7) with { ETag = new ETag("W/\"1\"") }, default));
    }

    [Fact]
    public async Task GetAsync_Tombstone_IsNoProject()
    {
        Stored(Row(7) with { DeletedAt = DateTimeOffset.UnixEpoch });

        Assert.Null(await _projects.GetAsync(7, default));
        Assert.NotNull(await _projects.FindAsync(7, default));
    }

    [Fact]
    public async Task FindAsync_StoredRow_ComesBackAsItWas()
    {
        var row = Row(7) with { Description = "d", TemplateName = "t" };
        Stored(row);

        Assert.Equal(row with { ETag = default }, (await _projects.FindAsync(7, default))! with { ETag = default });
    }

    [Fact]
    public void PartitionKey_LaterId_SortsFirst() =>
        Assert.True(string.CompareOrdinal(ProjectTable.PartitionKey(2), ProjectTable.PartitionKey(1)) < 0);

    private void AddAnswers(params RequestFailedException?[] failures)
    {
        var answers = _table.SetupSequence(table => table.AddEntityAsync(It.IsAny<TableEntity>(), default));
        foreach (var failure in failures)
        {
            answers = failure is null ? answers.ReturnsAsync(Mock.Of<Response>()) : answers.ThrowsAsync(failure);
        }
    }

    private void Stored(ProjectRow? row)
    {
        NullableResponse<TableEntity> answer = row is null
            ? Mock.Of<NullableResponse<TableEntity>>(response => !response.HasValue)
            : Response.FromValue(row.ToEntity(), Mock.Of<Response>());
        _table.Setup(table => table.GetEntityIfExistsAsync<TableEntity>(It.IsAny<string>(), ProjectTable.RowKey, null, default)).ReturnsAsync(answer);
    }

    private static ProjectRow Row(long id) => new()
    {
        Id = id,
        Path = "group/name",
        Name = "name",
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        CreationId = Guid.NewGuid(),
        ManifestHash = ManifestContainer.EmptyHash,
        ManifestBytes = 0,
        FileCount = 0,
        TotalBytes = 0,
    };
}
