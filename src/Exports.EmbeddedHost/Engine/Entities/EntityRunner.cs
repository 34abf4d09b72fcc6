using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Store;

namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>The step of an entity: load its state, work through what it may handle now, commit.</summary>
internal sealed class EntityRunner(
    EngineStore store, EntityBatchExecutor executor, MessageSequence sequence, TimeProvider time, int cacheSize) : IStepRunner
{
    private readonly BoundedCache<EntityRecord> _cache = new(cacheSize);

    public void Forget(string target) => _cache.TryTake(target, out _);

    public async Task<StepResult> RunAsync(string target, IReadOnlyList<Delivery> batch)
    {
        var waiting = DeliveryVerifier.Verify(store, batch);
        var now = time.GetUtcNow();
        var record = Load(target, now);
        var step = new EntityStep(record, executor, sequence, now);
        await step.RunAsync(waiting);
        if (step.Handled.Count == 0)
        {
            _cache.Put(target, record);
            return new StepResult(step.Held, [], []);
        }

        var outgoing = await store.CommitAsync(new Checkpoint("RunEntity", target)
        {
            Consumed = [.. step.Handled.Select(delivery => delivery.Message.Seq)],
            Entity = step.Record,
            Starts = step.Starts,
            Outgoing = step.Outgoing,
        });
        _cache.Put(target, step.Record);
        return new StepResult(step.Held, step.Handled, outgoing);
    }

    private EntityRecord Load(string target, DateTimeOffset now) =>
        _cache.TryTake(target, out var cached) ? cached : store.ReadEntity(target) ?? new EntityRecord(target, null, null, now);
}
