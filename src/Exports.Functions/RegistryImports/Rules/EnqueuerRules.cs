using Exports.Functions.RegistryImports.Control;

namespace Exports.Functions.RegistryImports.Rules;

/// <summary>Whether repositories may be started now. Nothing here stops what is active from being followed.</summary>
internal static class EnqueuerRules
{
    public static EnqueueDecision Decide(ImportControl control, DateTimeOffset now, RegistryImportOptions options)
    {
        if (!options.Enabled)
            return new(EnqueueCode.Disabled);
        if (control.Paused is not null)
            return new(EnqueueCode.Paused);
        if (options.Capacity == 0)
            return new(EnqueueCode.CapacityZero);
        if (control.Slots.Count >= options.Capacity)
            return new(EnqueueCode.CapacityReached);
        if (control.LastStepFinishedAt + options.WaitingTime is { } waitsUntil && waitsUntil > now)
            return new(EnqueueCode.Waiting, Until: waitsUntil);

        return control.Breaker.StateAt(now, options.BreakerCooldown) switch
        {
            BreakerState.Open => new(EnqueueCode.BreakerOpen, Until: control.Breaker.OpenedAt + options.BreakerCooldown),
            BreakerState.Probing => new(EnqueueCode.BreakerProbing),
            BreakerState.HalfOpen => new(EnqueueCode.Free, 1),
            _ => new(EnqueueCode.Free, options.Capacity - control.Slots.Count),
        };
    }
}
