using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Microsoft.DurableTask.Entities;

namespace Microsoft.DurableTask.Client.Entities;

/// <summary>State of an entity at the moment of asking (rules N20, N23).</summary>
[JsonConverter(typeof(EntityMetadataConverter))]
public class EntityMetadata<TState>(EntityInstanceId id)
{
    private readonly TState? _state;

    public EntityMetadata(EntityInstanceId id, TState? state)
        : this(id)
    {
        IncludesState = state is not null;
        _state = state;
    }

    public EntityInstanceId Id { get; } = id != default
        ? id
        : throw new ArgumentException("An entity id is never the default value.", nameof(id));

    public DateTimeOffset LastModifiedTime { get; init; }

    /// <summary>Operations that wait, a lock request included.</summary>
    public int BacklogQueueSize { get; init; }

    /// <summary>Instance id of the orchestration that holds the lock.</summary>
    public string? LockedBy { get; init; }

    [MemberNotNullWhen(true, nameof(State))]
    [MemberNotNullWhen(true, nameof(_state))]
    public bool IncludesState { get; }

    /// <exception cref="InvalidOperationException">The state was not asked for, or there is none.</exception>
    public TState State => IncludesState
        ? _state
        : throw new InvalidOperationException($"Cannot retrieve state when {nameof(IncludesState)}=false.");
}
