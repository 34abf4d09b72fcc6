using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Rules;
using Exports.Functions.Shared.Authentication;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Http;

/// <summary>The whole migration: how it stands, and its pause. A pause stops new starts only; what runs is followed and healed.</summary>
internal sealed class ImportSwitch(
    ControlLedger control,
    RegistryControlTable counts,
    ImportEnqueuer enqueuer,
    RequestBody body,
    TimeProvider time,
    IOptions<RegistryImportOptions> options)
{
    private const int MaxReasonLength = 500;

    public async Task<IResult> GetAsync(CancellationToken cancellationToken) =>
        ApiResults.Json(await DescribeAsync(await control.GetAsync(cancellationToken), cancellationToken));

    public async Task<IResult> PauseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var reason = (await body.ReadJsonAsync<PauseRequest>(request, cancellationToken)).Reason;
        var note = new PauseNote(Checked(reason), request.Requester().Name, time.GetUtcNow());
        var paused = await control.ChangeAsync(current => current.Pause(note), cancellationToken);
        return ApiResults.Json(await DescribeAsync(paused!, cancellationToken));
    }

    /// <summary>Ends the pause. With none there is nothing to end, and the enqueuer looks all the same.</summary>
    public async Task<IResult> ResumeAsync(HttpRequest request, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var reason = (await body.ReadOptionalJsonAsync<ResumeRequest>(request, cancellationToken))?.Reason;
        var note = new ResumeNote(reason is null ? null : Checked(reason), request.Requester().Name, time.GetUtcNow());
        await control.ChangeAsync(current => current.Resume(note), cancellationToken);
        await enqueuer.RunOnceAsync(client, cancellationToken);
        return await GetAsync(cancellationToken);
    }

    private static string Checked(string? reason) => string.IsNullOrWhiteSpace(reason) || reason.Length > MaxReasonLength
        ? throw ApiException.BadRequest($"400 Bad request - reason must have 1 to {MaxReasonLength} characters")
        : reason;

    private async Task<RegistryImportsResponse> DescribeAsync(ImportControl current, CancellationToken cancellationToken)
    {
        var (settings, now) = (options.Value, time.GetUtcNow());
        var starts = EnqueuerRules.Decide(current, now, settings);
        var byState = RepositoryCountsResponse.From(await counts.GetCountsAsync(cancellationToken));
        var breaker = current.Breaker;
        return new(
            settings.Enabled,
            starts.Code,
            current.Paused,
            current.Resumed,
            settings.Capacity,
            current.Slots.Count,
            byState,
            new(breaker.StateAt(now, settings.BreakerCooldown), breaker.Failures, breaker.Outcomes.Length, breaker.OpenedAt),
            starts.Until);
    }
}
