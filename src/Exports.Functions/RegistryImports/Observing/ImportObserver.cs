using System.Diagnostics.Metrics;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.RegistryImports.Observing;

/// <summary>
/// Publishes how many repositories are in each state, from counts that are kept: whatever is registered, it reads 16 rows.
/// </summary>
internal sealed class ImportObserver : IDisposable
{
    internal const string MeterName = "Exports.Functions.RegistryImports";
    internal const string GaugeName = "exports.registry_imports.repositories";

    private readonly RegistryControlTable _counts;
    private readonly Meter _meter;
    private readonly Gauge<long> _repositories;

    public ImportObserver(RegistryControlTable counts, IMeterFactory meters)
    {
        _counts = counts;
        _meter = meters.Create(MeterName);
        _repositories = _meter.CreateGauge<long>(GaugeName, "{repository}", "Registered repositories by state.");
    }

    /// <returns>The counts by the states' names.</returns>
    public async Task<IReadOnlyDictionary<string, long>> RunOnceAsync(CancellationToken cancellationToken)
    {
        var counts = (await _counts.GetCountsAsync(cancellationToken)).ToDictionary(pair => StoredName.Of(pair.Key), pair => pair.Value);
        foreach (var (state, count) in counts)
            _repositories.Record(count, new KeyValuePair<string, object?>("state", state));
        return counts;
    }

    public void Dispose() => _meter.Dispose();
}
