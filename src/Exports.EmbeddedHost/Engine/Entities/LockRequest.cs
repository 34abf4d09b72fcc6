namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>Lock this entity for an orchestration, then pass the request on to the next of the set (rule N17).</summary>
/// <param name="Owner">Who will hold the locks.</param>
/// <param name="Entities">The whole set, sorted.</param>
/// <param name="Position">This entity's place in it.</param>
internal sealed record LockRequest(EntityCaller Owner, IReadOnlyList<string> Entities, int Position) : EntityRequest;
