using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Exports.Functions.Storage.Blobs;
using Exports.TestKit.Time;
using Moq;

namespace Exports.Functions.Tests.Projects.Stores;

public class ContentContainerTests
{
    private const string Hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static readonly RequestFailedException TimedOut = new(500, "timeout", "OperationTimedOut", null);
    private static readonly RequestFailedException Exists = new(409, "exists", "BlobAlreadyExists", null);

    private readonly ManualTimeProvider _clock = new();
    private readonly Mock<BlobClient> _blob = new();
    private readonly ContentContainer _contents;

    public ContentContainerTests()
    {
        var container = new Mock<BlobContainerClient>();
        container.Setup(client => client.GetBlobClient(Hash)).Returns(_blob.Object);
        var service = new Mock<BlobServiceClient>();
        service.Setup(client => client.GetBlobContainerClient(ContentContainer.Name)).Returns(container.Object);
        _contents = new ContentContainer(service.Object, _clock);
        LastRenewed(TimeSpan.Zero);
    }

    [Fact]
    public async Task PutAsync_NewContent_IsCreatedAndNeverReplaced()
    {
        UploadAnswers((RequestFailedException?)null);

        await _contents.PutAsync(Hash, new MemoryStream(3), default);

        _blob.Verify(blob => blob.UploadAsync(It.IsAny<Stream>(), It.Is<BlobUploadOptions>(options => options.Conditions.IfNoneMatch == ETag.All), default));
    }

    [Fact]
    public async Task PutAsync_ContentThatIsThere_IsDone()
    {
        UploadAnswers(Exists);

        await _contents.PutAsync(Hash, new MemoryStream(3), default);

        VerifyRenewed(Times.Never());
    }

    [Fact]
    public async Task PutAsync_ContentThatIsThereForLong_RenewsIt()
    {
        UploadAnswers(Exists);
        LastRenewed(TimeSpan.FromHours(6));

        await _contents.PutAsync(Hash, new MemoryStream(3), default);

        VerifyRenewed(Times.Once());
    }

    [Fact]
    public async Task PutAsync_ContentCollectedBeforeItWasRenewed_IsStoredAgain()
    {
        UploadAnswers(Exists, null);
        LastRenewed(TimeSpan.FromHours(6));
        _blob.Setup(blob => blob.SetMetadataAsync(It.IsAny<IDictionary<string, string>>(), null, default))
            .ThrowsAsync(new RequestFailedException(404, "gone", "BlobNotFound", null));

        await _contents.PutAsync(Hash, new MemoryStream(3), default);

        _blob.Verify(blob => blob.UploadAsync(It.IsAny<Stream>(), It.IsAny<BlobUploadOptions>(), default), Times.Exactly(2));
    }

    [Fact]
    public async Task PutAsync_TimedOutButApplied_TriesAgainFromTheBeginning()
    {
        var content = new MemoryStream([1, 2, 3]);
        var positions = new List<long>();
        _blob.Setup(blob => blob.UploadAsync(It.IsAny<Stream>(), It.IsAny<BlobUploadOptions>(), default))
            .Callback<Stream, BlobUploadOptions, CancellationToken>((stream, _, _) =>
            {
                positions.Add(stream.Position);
                stream.Position = stream.Length;
            })
            .Returns(() => positions.Count == 1 ? Failed(TimedOut) : Failed(Exists));

        await _contents.PutAsync(Hash, content, default);

        Assert.Equal([0, 0], positions);
    }

    [Theory]
    [InlineData(403, "AuthorizationFailure")]
    [InlineData(409, "ContainerBeingDeleted")]
    public async Task PutAsync_AnotherRefusal_IsTheCallers(int status, string code)
    {
        UploadAnswers(new RequestFailedException(status, "refused", code, null));

        await Assert.ThrowsAsync<RequestFailedException>(() => _contents.PutAsync(Hash, new MemoryStream(3), default));
    }

    private void UploadAnswers(params RequestFailedException?[] failures)
    {
        var answers = _blob.SetupSequence(blob => blob.UploadAsync(It.IsAny<Stream>(), It.IsAny<BlobUploadOptions>(), default));
        foreach (var failure in failures)
        {
            answers = failure is null ? answers.ReturnsAsync(Mock.Of<Response<BlobContentInfo>>()) : answers.ThrowsAsync(failure);
        }
    }

    private void LastRenewed(TimeSpan ago)
    {
        var properties = new BlobProperties { LastModified = _clock.GetUtcNow() - ago };
        _blob.Setup(blob => blob.GetPropertiesAsync(null, default)).ReturnsAsync(Response.FromValue(properties, Mock.Of<Response>()));
    }

    private void VerifyRenewed(Times times) =>
        _blob.Verify(blob => blob.SetMetadataAsync(It.IsAny<IDictionary<string, string>>(), null, default), times);

    private static Task<Response<BlobContentInfo>> Failed(Exception exception) => Task.FromException<Response<BlobContentInfo>>(exception);
}
