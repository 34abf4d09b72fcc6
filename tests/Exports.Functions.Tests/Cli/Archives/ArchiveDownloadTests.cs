using System.Net;
using System.Security.Cryptography;
using Exports.Cli;
using Exports.Cli.Api;
using Exports.Cli.Archives;

namespace Exports.Functions.Tests.Cli.Archives;

public sealed class ArchiveDownloadTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7))];
    private static readonly ArchiveAnswer Archive = new(Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(Bytes)));

    public static TheoryData<IOException> Breaks =>
        [new HttpIOException(HttpRequestError.ResponseEnded), new IOException("Connection reset by peer")];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task FetchAsync_ConnectionBreaks_GoesOnAtTheNextByte(IOException failure)
    {
        using var server = new ScriptedServer(request =>
        {
            var offset = (int)(request.Headers.Range?.Ranges.Single().From ?? 0);
            var body = offset == 0 ? (Stream)new BreakingStream(Bytes, 100_000, failure) : new MemoryStream(Bytes[offset..]);
            return new HttpResponseMessage(offset == 0 ? HttpStatusCode.OK : HttpStatusCode.PartialContent) { Content = new StreamContent(body) };
        });
        using var target = new MemoryStream();

        await Download(server).FetchAsync(1, Archive, target, CancellationToken.None);

        Assert.Equal(Bytes, target.ToArray());
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task FetchAsync_ServerNeverSendsAll_GivesUpWithVerificationFailed()
    {
        using var server = new ScriptedServer(_ => new HttpResponseMessage { Content = new ByteArrayContent([]) });

        var exception = await Assert.ThrowsAsync<CommandException>(
            () => Download(server).FetchAsync(1, Archive, Stream.Null, CancellationToken.None));

        Assert.Equal(ExitCode.VerificationFailed, exception.ExitCode);
    }

    [Fact]
    public async Task FetchAsync_OneByteDiffers_ThrowsVerificationFailed()
    {
        var damaged = Bytes.ToArray();
        damaged[^1] ^= 1;
        using var server = new ScriptedServer(_ => new HttpResponseMessage { Content = new ByteArrayContent(damaged) });

        var exception = await Assert.ThrowsAsync<CommandException>(
            () => Download(server).FetchAsync(1, Archive, Stream.Null, CancellationToken.None));

        Assert.Equal(ExitCode.VerificationFailed, exception.ExitCode);
        Assert.Contains(Archive.Sha256, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_DiskIsFull_ThrowsDiskFull()
    {
        Assert.True(OperatingSystem.IsLinux(), "/dev/full, which refuses every write as a full disk does, is Linux's.");
        using var server = new ScriptedServer(_ => new HttpResponseMessage { Content = new ByteArrayContent(Bytes) });
        await using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        var exception = await Assert.ThrowsAsync<CommandException>(
            () => Download(server).FetchAsync(1, Archive, full, CancellationToken.None));

        Assert.Equal(ExitCode.DiskFull, exception.ExitCode);
        Assert.Equal("/dev/full: the disk is full", exception.Message);
    }

    private static ArchiveDownload Download(ScriptedServer server) => new(server.Client(), _ => { });

    private sealed class BreakingStream(byte[] bytes, int breakAt, IOException failure) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= breakAt)
            {
                throw failure;
            }

            return base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, breakAt - Position)], cancellationToken);
        }
    }
}
