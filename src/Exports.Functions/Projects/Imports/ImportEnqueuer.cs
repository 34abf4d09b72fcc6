using Exports.Functions.Projects.Imports.Messages;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Projects.Imports;

/// <summary>
/// Turns an accepted request into an import with an orchestration: path, index row, record, orchestration, in this order.
/// </summary>
internal sealed class ImportEnqueuer(
    PathReserver paths,
    ImportLedger ledger,
    ProjectImportIndexTable index,
    TimeProvider time,
    IOptions<ImportOptions> options,
    ILogger<ImportEnqueuer> logger)
{
    private const int MaxRounds = 20;

    /// <summary>
    /// Once the path leads to an id it does not depend on the caller's patience: a recorded import without an orchestration would hold
    /// the path until the sweep.
    /// </summary>
    /// <exception cref="ApiException">409: the path is taken, or another import to it is under way.</exception>
    public async Task<ProjectImport> EnqueueAsync(
        ImportOrder order, string importId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var reservation = await ReserveAsync(order, cancellationToken);
        var import = await RecordAsync(order, importId, reservation, CancellationToken.None);
        var input = new ImportInput(new(import.ProjectId, importId), order.Url is not null, import.CreatedAt + options.Value.Deadline);
        await client.ScheduleNewOrchestrationInstanceAsync(
            ProjectImportOrchestrator.Name, input, new StartOrchestrationOptions(importId), CancellationToken.None);
        logger.ImportScheduled(importId, import.ProjectId, import.Overwrites);
        return import;
    }

    /// <summary>What the path leads to, for a request that may be refused before its file is read.</summary>
    /// <exception cref="ApiException">409: the path is taken.</exception>
    public async Task<PathReservation> ReserveAsync(ImportOrder order, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await paths.TryReserveAsync(order.Path, cancellationToken) is not { } reservation)
                continue;
            return reservation.Holder is null || order.Overwrite
                ? reservation
                : throw ApiException.Conflict($"409 Conflict - the path '{order.Path.Value}' has already been taken");
        }

        throw ApiException.Conflict($"409 Conflict - the path '{order.Path.Value}' is being created and deleted by others; try again");
    }

    private async Task<ProjectImport> RecordAsync(
        ImportOrder order, string importId, PathReservation reservation, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await index.AddAsync(new ActiveProjectImport(importId, reservation.ProjectId, now), cancellationToken);
        var import = new ProjectImport
        {
            ProjectId = reservation.ProjectId,
            ImportId = importId,
            Requester = order.Requester,
            Path = reservation.Holder?.Path ?? order.Path.Value,
            Name = order.Name,
            Description = order.Description,
            Overwrites = reservation.Holder is not null,
            Url = order.Url,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return await ledger.TryScheduleAsync(import, cancellationToken)
            ? import
            : throw ApiException.Conflict($"409 Conflict - a project is being imported to the path '{order.Path.Value}'");
    }
}
