using System.Text.Json;
using Exports.Functions.Shared.Authentication;
using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.Outbound;
using Exports.Functions.Shared.RateLimits;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.Projects.Imports.Http;

/// <summary>Answers <c>POST /projects/import</c> and <c>POST /projects/remote-import</c>: 201 with the import, scheduled.</summary>
internal sealed class ImportStarter(
    ImportAcceptance acceptance,
    ImportForm form,
    RequestBody body,
    OutboundUrls urls,
    ImportEnqueuer enqueuer,
    ImportReception reception,
    RateLimiter limiter)
{
    public async Task<IResult> UploadAsync(HttpRequest request, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var import = await acceptance.AcceptAsync(async importId =>
        {
            var fields = await form.ReadAsync(request, ReceiveAsync, cancellationToken);
            return await enqueuer.EnqueueAsync(fields.ToOrder(request.Requester().Name), importId, client, cancellationToken);

            async Task ReceiveAsync(ImportFields before, Stream file, CancellationToken stopping)
            {
                if (before.CanCheckPath)
                    await enqueuer.ReserveAsync(before.ToOrder(request.Requester().Name), stopping);
                await limiter.AdmitAsync(request, RateLimit.Import, subject: 0, stopping);
                await reception.ReceiveAsync(importId, file, stopping);
            }
        });
        return Scheduled(import);
    }

    public async Task<IResult> FetchAsync(HttpRequest request, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var fields = await ReadFieldsAsync(request, cancellationToken);
        var order = fields.ToOrder(request.Requester().Name, new RemoteUrl(urls.Parse(fields["url"], "url")));
        await limiter.AdmitAsync(request, RateLimit.Import, subject: 0, cancellationToken);
        var import = await acceptance.AcceptAsync(importId => enqueuer.EnqueueAsync(order, importId, client, cancellationToken));
        return Scheduled(import);
    }

    private static IResult Scheduled(ProjectImport import) =>
        ApiResults.Json(ImportResponse.From(import), StatusCodes.Status201Created);

    private async Task<ImportFields> ReadFieldsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HasFormContentType)
            return ImportFields.From(await SmallForm.ReadAsync(request, cancellationToken));

        using var json = await body.ReadJsonAsync<JsonDocument>(request, cancellationToken);
        return ImportFields.From(json.RootElement);
    }
}
