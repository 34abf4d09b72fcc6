using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Exports.Functions.Storage.Blobs;
using Exports.TestKit.Time;
using Moq;

namespace Exports.Functions.Tests.Storage.Blobs;

public class ArchiveLinksTests
{
    private static readonly Uri Signed = new("https://storage.example.com/hush-signed");

    private readonly ManualTimeProvider _clock = new();
    private readonly Mock<BlobServiceClient> _service = new();
    private readonly Mock<BlobClient> _blob = new();

    public ArchiveLinksTests()
    {
        var container = new Mock<BlobContainerClient>();
        container.Setup(client => client.GetBlobClient("b")).Returns(_blob.Object);
        _service.Setup(client => client.GetBlobContainerClient(ArchiveContainer.Name)).Returns(container.Object);
        _service.Setup(client => client.GetUserDelegationKeyAsync(It.IsAny<DateTimeOffset?>(), It.IsAny<DateTimeOffset>(), default))
            .ReturnsAsync((DateTimeOffset? start, DateTimeOffset end, CancellationToken _) => Response.FromValue(Key(start!.Value, end), null!));
        _blob.Setup(client => client.GenerateUserDelegationSasUri(It.IsAny<BlobSasBuilder>(), It.IsAny<UserDelegationKey>())).Returns(Signed);
    }

    [Fact]
    public async Task Sign_ManyTimes_BorrowsAKeyOnlyWhenTheOldOneEndsTooSoon()
    {
        var links = new ArchiveLinks(_service.Object, _clock);

        await SignAsync(links);
        _clock.Advance(TimeSpan.FromMinutes(174));
        await SignAsync(links);
        Keys(Times.Once());
        _clock.Advance(TimeSpan.FromMinutes(2));
        await SignAsync(links);

        Keys(Times.Exactly(2));
    }

    [Fact]
    public async Task Sign_Blob_MayOnlyBeReadUntilThen()
    {
        await SignAsync(new ArchiveLinks(_service.Object, _clock));

        _blob.Verify(client => client.GenerateUserDelegationSasUri(
            It.Is<BlobSasBuilder>(builder =>
                builder.Permissions == "r"
                && builder.Resource == "b"
                && builder.BlobName == "b"
                && builder.ContentDisposition == "attachment"
                && builder.ExpiresOn == _clock.GetUtcNow().AddMinutes(5)),
            It.IsAny<UserDelegationKey>()));
    }

    [Fact]
    public async Task Sign_ClientWithAnAccountKey_BorrowsNone()
    {
        _blob.Setup(client => client.CanGenerateSasUri).Returns(true);
        _blob.Setup(client => client.GenerateSasUri(It.IsAny<BlobSasBuilder>())).Returns(Signed);

        Assert.Equal(Signed, await SignAsync(new ArchiveLinks(_service.Object, _clock)));
        Keys(Times.Never());
    }

    private static Task<Uri> SignAsync(ArchiveLinks links) => links.SignAsync("b", "attachment", TimeSpan.FromMinutes(5), default);

    private static UserDelegationKey Key(DateTimeOffset start, DateTimeOffset end) => new() { SignedStartsOn = start, SignedExpiresOn = end };

    private void Keys(Times times) => _service.Verify(
        client => client.GetUserDelegationKeyAsync(It.IsAny<DateTimeOffset?>(), It.IsAny<DateTimeOffset>(), default), times);
}
