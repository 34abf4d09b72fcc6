using System.Text.Json.Serialization;

namespace Exports.EmbeddedHost.Engine.History;

/// <summary>
/// One fact in an orchestration's past. The sequence of them is all that a replay needs; a fact that comes from outside
/// (a completion, an event, a control request) is also the body of the message that brings it.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "fact", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(EpisodeStarted), nameof(EpisodeStarted))]
[JsonDerivedType(typeof(ExecutionStarted), nameof(ExecutionStarted))]
[JsonDerivedType(typeof(ExecutionSuspended), nameof(ExecutionSuspended))]
[JsonDerivedType(typeof(ExecutionResumed), nameof(ExecutionResumed))]
[JsonDerivedType(typeof(ExecutionTerminated), nameof(ExecutionTerminated))]
[JsonDerivedType(typeof(ExecutionCompleted), nameof(ExecutionCompleted))]
[JsonDerivedType(typeof(ActivityScheduled), nameof(ActivityScheduled))]
[JsonDerivedType(typeof(ActivityCompleted), nameof(ActivityCompleted))]
[JsonDerivedType(typeof(ActivityFailed), nameof(ActivityFailed))]
[JsonDerivedType(typeof(TimerCreated), nameof(TimerCreated))]
[JsonDerivedType(typeof(TimerFired), nameof(TimerFired))]
[JsonDerivedType(typeof(SubOrchestrationScheduled), nameof(SubOrchestrationScheduled))]
[JsonDerivedType(typeof(SubOrchestrationCompleted), nameof(SubOrchestrationCompleted))]
[JsonDerivedType(typeof(SubOrchestrationFailed), nameof(SubOrchestrationFailed))]
[JsonDerivedType(typeof(EventSent), nameof(EventSent))]
[JsonDerivedType(typeof(EventRaised), nameof(EventRaised))]
[JsonDerivedType(typeof(EntityCalled), nameof(EntityCalled))]
[JsonDerivedType(typeof(EntitySignaled), nameof(EntitySignaled))]
[JsonDerivedType(typeof(EntityCallCompleted), nameof(EntityCallCompleted))]
[JsonDerivedType(typeof(EntityCallFailed), nameof(EntityCallFailed))]
[JsonDerivedType(typeof(EntityLockRequested), nameof(EntityLockRequested))]
[JsonDerivedType(typeof(EntityLockGranted), nameof(EntityLockGranted))]
[JsonDerivedType(typeof(EntityLockReleased), nameof(EntityLockReleased))]
internal abstract record HistoryEvent;
