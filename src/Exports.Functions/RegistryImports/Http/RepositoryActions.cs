using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Rules;
using Exports.Functions.Shared.Authentication;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.RegistryImports.Http;

/// <summary>
/// What somebody does about one repository. One that is active is changed by its orchestration alone, which is told; any other is
/// changed here.
/// </summary>
internal sealed class RepositoryActions(RepositoryReader reader, RepositoryLedger ledger, ImportEnqueuer enqueuer, RequestBody body)
{
    /// <summary>An aborted one need not wait any longer; a skipped one starts over.</summary>
    public async Task<IResult> RetryAsync(HttpRequest request, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(request, cancellationToken);
        var who = request.Requester().Name;
        row = row.State switch
        {
            RepositoryState.ImportAborted => await ledger.HastenAsync(row.Hash, $"{who} wants it tried again now.", cancellationToken),
            RepositoryState.ImportSkipped => await ledger.ChangeAsync(row.Hash, now => Reset(now, who), cancellationToken),
            _ => throw Conflict(row, "only an aborted or a skipped one can be retried"),
        };
        await enqueuer.RunOnceAsync(client, cancellationToken);
        return Accepted(row!);
    }

    /// <summary>It is not to be moved. A step that runs is cancelled first.</summary>
    public Task<IResult> SkipAsync(HttpRequest request, DurableTaskClient client, CancellationToken cancellationToken) =>
        StopAsync(request, CancelKind.Skip, client, cancellationToken);

    /// <summary>As <see cref="SkipAsync"/>, and the registry is told to cancel even what its record says is over.</summary>
    public Task<IResult> ForceCancelAsync(HttpRequest request, DurableTaskClient client, CancellationToken cancellationToken) =>
        StopAsync(request, CancelKind.Force, client, cancellationToken);

    /// <summary>Its step is cancelled as the guard would: it is retried until the limit.</summary>
    public async Task<IResult> CancelAsync(HttpRequest request, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(request, cancellationToken);
        if (!row.IsActive)
            throw Conflict(row, "only an active one can be cancelled");
        await ledger.NoteAsync(row.Hash, $"{request.Requester().Name} wants its step cancelled.", cancellationToken);
        var message = new ImportMessage(ImportMessageKind.Cancel, row.Attempt, Step: row.LiveStep);
        if (!await ImportStarter.TryTellAsync(row.Hash, message, client, cancellationToken))
            throw Conflict(row, "its orchestration is being started again; ask once more in some minutes");
        return Accepted(row);
    }

    private async Task<IResult> StopAsync(
        HttpRequest request, CancelKind cancel, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(request, cancellationToken);
        var who = request.Requester().Name;
        if (row.State is RepositoryState.ImportDone or RepositoryState.ImportSkipped)
            throw Conflict(row, "there is nothing to stop");
        row = (await ledger.StopAsync(row.Hash, cancel, who, cancellationToken))!;
        // The row knows by now; this hurries its orchestration. One that is gone finds the wish when the guard starts it again.
        if (row.IsActive)
            await ImportStarter.TryTellAsync(row.Hash, new(ImportMessageKind.Cancel, row.Attempt, cancel), client, cancellationToken);
        return Accepted(row);
    }

    private static Verdict? Reset(RegistryRepository row, string who) => row.State == RepositoryState.ImportSkipped
        ? new(Move.Unknown, RepositoryEvent.Reset) { Sentence = $"Reset by {who}." }
        : null;

    private async Task<RegistryRepository> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await reader.RequireAsync((await body.ReadJsonAsync<RepositoryPathRequest>(request, cancellationToken)).Path, cancellationToken);

    private static ApiException Conflict(RegistryRepository row, string sentence) =>
        ApiException.Conflict($"409 Conflict - the repository is {StoredName.Of(row.State)}: {sentence}");

    private static IResult Accepted(RegistryRepository row) => ApiResults.Json(RepositoryResponse.From(row), StatusCodes.Status202Accepted);
}
