using System.Collections.Concurrent;
using Azure;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Storage.Tables;
using Exports.Functions.RegistryImports;
using Exports.Functions.Storage.Tables;
using Exports.TestKit.Faults;
using Microsoft.Extensions.Hosting;

namespace Exports.Functions.Tests.RegistryImports.Scenarios;

/// <summary>
/// Looks at repositories and slots after every single commit: how many are active at that moment, and whether one that is done or skipped
/// moves again. Runs on the writer's thread, so nothing changes while it looks.
/// </summary>
internal sealed class ImportWatch : IHostedService
{
    private const string RepositoryRow = "0-repository";
    private const string ControlRow = "control";

    private readonly ConcurrentDictionary<string, RepositoryState> _states = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _violations = [];
    private TableStore? _store;
    private int _active;

    /// <summary>The most repositories that were ever active at once.</summary>
    public int MostActive { get; private set; }

    /// <summary>The most slots that were ever taken at once.</summary>
    public int MostSlots { get; private set; }

    /// <summary>How many are done or skipped.</summary>
    public int Ended => _states.Values.Count(IsEnd);

    /// <summary>What a commit did that must not be.</summary>
    public IEnumerable<string> Violations => _violations;

    public bool HasEnded(string path) => _states.TryGetValue(RepositoryHash.Of(path), out var state) && IsEnd(state);

    /// <summary>Has the plan of a process, before it starts, report here.</summary>
    public CrashPlan Follow(CrashPlan plan)
    {
        plan.OnCommit = Committed;
        return plan;
    }

    /// <summary>The store of a process. A host makes its hosted services before it starts any of them, so none of them writes earlier.</summary>
    public ImportWatch Read(TableStore store)
    {
        _store = store;
        return this;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsEnd(RepositoryState state) => state is RepositoryState.ImportDone or RepositoryState.ImportSkipped;

    private static bool IsActive(RepositoryState state) =>
        state is RepositoryState.PreImporting or RepositoryState.PreImportDone or RepositoryState.Importing;

    private void Committed(CommitPoint point)
    {
        if (point.Source != CommitSource.Table)
            return;
        var key = point.Subject.Split('/');
        if (key is [RegistryRepositoryTable.Name, var hash, ..] && Find(RegistryRepositoryTable.Name, hash, RepositoryRow) is { } row)
            Moved(hash, StoredName.Parse<RepositoryState>((string)row.Properties[nameof(RegistryRepository.State)]));
        if (key is [RegistryControlTable.Name, ControlRow, ..] && Find(RegistryControlTable.Name, ControlRow, ControlRow) is { } control)
            MostSlots = Math.Max(MostSlots, ((string)control.Properties["Slots"]).Split("\"hash\"").Length - 1);
    }

    private void Moved(string hash, RepositoryState to)
    {
        var isNew = !_states.TryGetValue(hash, out var from);
        _states[hash] = to;
        if (isNew || from == to)
            return;
        if (IsEnd(from))
            _violations.Enqueue($"{hash} moved from {from} to {to}.");
        _active += (IsActive(to) ? 1 : 0) - (IsActive(from) ? 1 : 0);
        MostActive = Math.Max(MostActive, _active);
    }

    private StoredEntity? Find(string table, string partition, string row)
    {
        try
        {
            return _store!.Get(table, partition, row);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }
}
