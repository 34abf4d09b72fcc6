using Exports.EmbeddedHost.Engine.Store;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Who handles what the dispatcher delivers.</summary>
internal sealed record DispatcherParts(
    EngineStore Store,
    IStepRunner Orchestrations,
    IStepRunner Entities,
    ActivityRunner Activities,
    DueQueue Due,
    MessageSequence Sequence,
    WorkTracker Tracker);
