using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Projects;

/// <summary>
/// Hands out project ids from a block that this process took. The table decides who has which block; this only saves round trips.
/// </summary>
internal sealed class ProjectIdAllocator(ProjectIdTable table, IOptions<ProjectOptions> options) : IDisposable
{
    // Every refusal means that another instance took a block, so this many in a row is not contention but a fault.
    private const int MaxTries = 100;

    private readonly SemaphoreSlim _gate = new(1);
    private long _next;
    private long _end;

    /// <summary>An id that nobody else has or will get.</summary>
    /// <exception cref="InvalidOperationException">
    /// The counter does not move, or has reached <see cref="ProjectTable.IdLimit"/>.
    /// </exception>
    public async Task<long> NextAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_next == _end)
            {
                _next = await TakeBlockAsync(cancellationToken);
                _end = _next + options.Value.IdBlockSize;
            }

            return _next < ProjectTable.IdLimit ? _next++ : throw new InvalidOperationException("There are no project ids left.");
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<long> TakeBlockAsync(CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await table.TryTakeAsync(options.Value.IdBlockSize, cancellationToken) is { } first)
            {
                return first;
            }
        }

        throw new InvalidOperationException($"No block of project ids could be taken in {MaxTries} tries.");
    }
}
