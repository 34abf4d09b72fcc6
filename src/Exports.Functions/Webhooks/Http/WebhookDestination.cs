using System.Net.Sockets;
using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.Outbound;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Webhooks.Http;

/// <summary>
/// Checks the address of a new webhook as far as it can be checked now: what it says, and where its name leads today. The delivery
/// looks again, because a name may lead elsewhere by then.
/// </summary>
internal sealed class WebhookDestination(OutboundUrls urls, DestinationGuard guard, TimeProvider time, IOptions<WebhookOptions> options)
{
    private const string Parameter = "url";

    /// <exception cref="ApiException">400, with a sentence that does not repeat the address.</exception>
    public async Task<Uri> RequireAsync(string? text, CancellationToken cancellationToken)
    {
        var url = urls.Parse(text, Parameter);
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await guard.ResolveAsync(url.IdnHost, either.Token);
            return url;
        }
        catch (ForbiddenDestinationException forbidden)
        {
            throw Refused("must not lead to a loopback, link-local or private address", forbidden);
        }
        catch (SocketException unknown)
        {
            throw Refused("has a host that cannot be found", unknown);
        }
        catch (OperationCanceledException unknown) when (timeout.IsCancellationRequested)
        {
            throw Refused("has a host that cannot be found", unknown);
        }
    }

    private static ApiException Refused(string sentence, Exception inner) =>
        ApiException.BadRequest($"400 Bad request - {Parameter} {sentence}", inner);
}
