using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.EmbeddedHost.Engine.Store;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Brings instances into memory: from the cache, from a start message, or by replaying what is stored.</summary>
internal sealed class OrchestrationLoader(EngineStore store, IFunctionCatalog catalog, ReplaySettings settings, int cacheSize)
{
    private readonly BoundedCache<LiveInstance> _cache = new(cacheSize);

    /// <summary>Null where there is no such instance.</summary>
    public LiveInstance? Take(string id, ExecutionStarted? start)
    {
        if (_cache.TryTake(id, out var cached) && (start is null || start.ExecutionId == cached.ExecutionId))
        {
            return cached;
        }

        return start is null
            ? Load(id)
            : new LiveInstance(id, start.ExecutionId, start.Parent) { Executor = CreateExecutor(id, start) };
    }

    public void Keep(LiveInstance instance) => _cache.Put(instance.Id, instance);

    public void Forget(string id) => _cache.TryTake(id, out _);

    private OrchestrationExecutor CreateExecutor(string id, ExecutionStarted started)
    {
        catalog.TryGetOrchestrator(started.Name, out var function);
        return new OrchestrationExecutor(id, started, function, settings);
    }

    private LiveInstance? Load(string id)
    {
        if (store.ReadWithHistory(id) is not var (record, episodes))
        {
            return null;
        }

        var instance = new LiveInstance(id, record.ExecutionId, record.Parent)
        {
            IsFinished = record.IsFinished,
            Episodes = episodes.Count,
        };
        if (!record.IsFinished && episodes.Count > 0)
        {
            instance.Executor = CreateExecutor(id, episodes[0].OfType<ExecutionStarted>().First());
            Replay(instance, instance.Executor, episodes);
        }

        return instance;
    }

    private static void Replay(LiveInstance instance, OrchestrationExecutor executor, IReadOnlyList<IReadOnlyList<HistoryEvent>> episodes)
    {
        try
        {
            foreach (var episode in episodes)
            {
                executor.Replay(episode);
            }
        }
        catch (Exception exception) when (exception is NonDeterminismException or OrchestratorNotFoundException)
        {
            instance.Defect = exception is OrchestratorNotFoundException missing
                ? missing.ToFailure()
                : new Failure(FailureTypes.NonDeterministic, exception.Message);
            instance.LockedByHistory = LockedAfter(episodes.SelectMany(episode => episode));
        }
    }

    private static HashSet<string> LockedAfter(IEnumerable<HistoryEvent> facts)
    {
        var locked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            if (fact is EntityLockGranted granted)
            {
                locked.UnionWith(granted.Entities);
            }
            else if (fact is EntityLockReleased released)
            {
                locked.Remove(released.Entity);
            }
        }

        return locked;
    }
}
