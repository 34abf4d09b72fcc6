using Azure;
using Exports.Functions.Shared.Outbound;
using Microsoft.Extensions.Options;

namespace Exports.Functions.ProjectExports.AfterExport;

/// <summary>Sends an archive once, and turns whatever comes of it into a sentence for the requester.</summary>
internal sealed class UploadSender(OutboundHttp http, TimeProvider time, IOptions<UploadOptions> options)
{
    /// <summary>Azure's blobs take a PUT only with the kind of blob that it makes; other hosts are not told.</summary>
    private const string AzureBlobHost = ".blob.core.";

    /// <returns>Null when the other side has the archive.</returns>
    /// <exception cref="OperationCanceledException">Only when the caller cancels.</exception>
    public async Task<UploadFailure?> SendAsync(UploadTarget target, ArchiveContent content, CancellationToken cancellationToken)
    {
        using var limit = new WaitLimit(options.Value.TimeLimit, time, cancellationToken);
        try
        {
            using var request = CreateRequest(target, content);
            using var response = await http.SendAsync(request, limit.Token);
            return Judge(target, response);
        }
        catch (ForbiddenDestinationException forbidden)
        {
            return new($"The archive was not uploaded: {forbidden.Message}", IsFinal: true);
        }
        catch (OperationCanceledException) when (limit.IsOver && !cancellationToken.IsCancellationRequested)
        {
            return new($"The upload to {target.Host} was not done within {options.Value.TimeLimit}.");
        }
        catch (HttpRequestException failure)
        {
            return new($"The upload to {target.Host} failed: {OutboundFailure.Describe(failure)}.");
        }
        catch (Exception failure) when (failure is RequestFailedException or IOException)
        {
            return new($"The upload to {target.Host} failed: the archive could not be read.");
        }
    }

    private static HttpRequestMessage CreateRequest(UploadTarget target, ArchiveContent content)
    {
        var method = target.Method is UploadMethod.Put ? HttpMethod.Put : HttpMethod.Post;
        var request = new HttpRequestMessage(method, target.Url) { Content = content };
        // A refusal or a redirect then comes before the archive has been sent for nothing.
        request.Headers.ExpectContinue = true;
        if (target.Method is UploadMethod.Put && target.Host.Contains(AzureBlobHost, StringComparison.Ordinal))
            request.Headers.Add("x-ms-blob-type", "BlockBlob");
        return request;
    }

    private UploadFailure? Judge(UploadTarget target, HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            return null;

        var status = (int)response.StatusCode;
        var retryAfter = response.Headers.RetryAfter;
        var wait = retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - time.GetUtcNow() : null);
        return new($"The upload to {target.Host} was answered with {status}.", !UploadRules.IsPassing(status), wait);
    }
}
