using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Tests.Shared.Outbound;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Tests.ProjectExports.AfterExport;

public sealed class UploadSenderTests
{
    private const string Address = "93.184.216.34";

    [Theory]
    [InlineData("account.blob.core.windows.net", UploadMethod.Put, "BlockBlob")]
    [InlineData("account.blob.core.windows.net", UploadMethod.Post, "")]
    [InlineData("storage.example.com", UploadMethod.Put, "")]
    public async Task SendAsync_AzureBlob_IsToldItsKind(string host, object method, string kind)
    {
        var header = "";
        await using var listener = await Listener.StartAsync(context =>
        {
            header = context.Request.Headers["x-ms-blob-type"].ToString();
            return context.Request.Body.CopyToAsync(Stream.Null);
        });
        using var outbound = new OutboundFixture();
        outbound.Resolver.Add(host, Address);
        outbound.Internet.Add(Address, listener.Url);

        Assert.Null(await SendAsync(outbound, new(host, (UploadMethod)method, new($"http://{host}/hush-path"))));
        Assert.Equal(kind, header);
    }

    [Theory]
    [InlineData("nowhere.example.com", "the host's name could not be resolved")]
    [InlineData("closed.example.com", "the host could not be connected to")]
    public async Task SendAsync_HostCannotBeReached_IsAPassingFailureInOurWords(string host, string sentence)
    {
        using var outbound = new OutboundFixture();
        outbound.Resolver.Add("closed.example.com", Address);

        var failure = await SendAsync(outbound, new(host, UploadMethod.Put, new($"http://{host}/hush-path?sig=hush-signature")));

        Assert.Equal(new UploadFailure($"The upload to {host} failed: {sentence}."), failure);
    }

    [Fact]
    public async Task SendAsync_AnsweredWithARefusal_RepeatsNothingOfIt()
    {
        await using var listener = await Listener.StartAsync(context =>
        {
            context.Response.Headers.Append("hush-echo", "hush-path");
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return context.Response.WriteAsync("hush-body");
        });
        using var outbound = new OutboundFixture();
        outbound.Resolver.Add("example.com", Address);
        outbound.Internet.Add(Address, listener.Url);

        var failure = await SendAsync(outbound, new("example.com", UploadMethod.Put, new("http://example.com/hush-path")));

        Assert.Equal(new UploadFailure("The upload to example.com was answered with 418.", IsFinal: true), failure);
    }

    private static async Task<UploadFailure?> SendAsync(OutboundFixture outbound, UploadTarget target)
    {
        using var store = new LedgerFixture();
        var archives = new ArchiveContainer(store.Blobs);
        await archives.CreateIfNotExistsAsync(default);
        await archives.StageAsync("blob", 0, new byte[10], default);
        await archives.CommitAsync("blob", 1, default);
        using var content = new ArchiveContent(archives, "blob", 10);
        var sender = new UploadSender(outbound.Http, outbound.Clock, Options.Create(new UploadOptions()));
        return await sender.SendAsync(target, content, default);
    }
}
