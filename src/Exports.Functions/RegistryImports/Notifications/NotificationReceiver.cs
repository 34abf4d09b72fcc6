using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.RegistryImports.Notifications;

/// <summary>
/// Answers <c>PUT /internal/registry/repositories/&lt;path&gt;/migration/status</c>. A notification is recorded, and wakes the repository's
/// orchestration when it is about the step that runs; the orchestration asks the registry and acts on that answer alone.
/// </summary>
internal sealed class NotificationReceiver(NotificationSecret secret, RepositoryLedger ledger, RequestBody body)
{
    private const string Tail = "/migration/status";
    private const string Bearer = "Bearer ";

    public async Task<IResult> ReceiveAsync(HttpRequest request, string rest, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (!secret.Matches(Shown(request)))
            throw ApiException.Unauthorized();

        var path = PathOf(rest);
        var status = await ReadAsync(request, path, cancellationToken);
        var row = await ledger.FindAsync(RepositoryHash.Of(path), cancellationToken) ?? throw ApiException.NotFound("Repository");
        var isLive = NotificationRules.IsAboutTheLiveStep(row.State, status);
        var name = StoredName.Of(status);
        await ledger.NoteAsync(
            row.Hash,
            isLive ? $"Notified of {name}; the registry is asked." : $"Notified of {name} in {StoredName.Of(row.State)}; ignored.",
            cancellationToken);
        if (isLive)
            await ImportStarter.TryTellAsync(row.Hash, new ImportMessage(ImportMessageKind.Look), client, cancellationToken);
        return ApiResults.NoContent();
    }

    private static string? Shown(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..] : header;
    }

    /// <summary>
    /// A path holds slashes, so the route takes everything and its fixed end is looked for here. Senders and hosts differ in whether they
    /// encode those slashes; a legal path has no percent sign, so decoding once more harms none.
    /// </summary>
    private static string PathOf(string rest)
    {
        var given = Uri.UnescapeDataString(rest).TrimEnd('/');
        return given.Length > Tail.Length && given.EndsWith(Tail, StringComparison.Ordinal)
            ? given[..^Tail.Length].Trim('/')
            : throw ApiException.NotFound("Route");
    }

    private async Task<RegistryStatus> ReadAsync(HttpRequest request, string path, CancellationToken cancellationToken)
    {
        var given = await body.ReadJsonAsync<RegistryNotificationRequest>(request, cancellationToken);
        if (given.Path is not null && given.Path.Trim('/') != path)
            throw ApiException.BadRequest("400 Bad request - path is not the path of the address");
        if (given.Status is null || !StoredName.TryParse<RegistryStatus>(given.Status, out var status) || !IsAnEnd(status))
            throw ApiException.BadRequest("400 Bad request - status must be the end of a step, for example import_complete");
        return status;
    }

    private static bool IsAnEnd(RegistryStatus status) =>
        status is not (RegistryStatus.Native or RegistryStatus.PreImportInProgress or RegistryStatus.ImportInProgress);
}
