using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>Entity ids as instance ids: <c>@name@key</c>.</summary>
internal static class EntityIds
{
    public static bool IsEntity(string? instanceId) => instanceId is ['@', ..];

    /// <exception cref="ArgumentNullException">The id is <c>default</c> (rule N1).</exception>
    public static string Format(EntityInstanceId id) =>
        id.Name is null ? throw new ArgumentNullException(nameof(id), "The entity id is empty: it has no name.") : id.ToString();

    /// <exception cref="ArgumentException">The id is an entity's, where an orchestration's is wanted.</exception>
    public static void EnsureOrchestration(string? instanceId)
    {
        if (IsEntity(instanceId))
        {
            throw new ArgumentException($"Instance id '{instanceId}' begins with '@', which is reserved for entities.", nameof(instanceId));
        }
    }
}
