namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>What an orchestration's instance id may be (rule I2).</summary>
internal static class InstanceIds
{
    public const int MaxLength = 100;

    /// <exception cref="ArgumentException">
    /// The id is not 1 to 100 characters, begins with <c>@</c>, or has a forbidden character.
    /// </exception>
    public static void EnsureValid(string instanceId)
    {
        if (instanceId.Length is 0 or > MaxLength)
        {
            throw new ArgumentException(
                $"An instance id has 1 to {MaxLength} characters; this one has {instanceId.Length}.", nameof(instanceId));
        }

        EntityIds.EnsureOrchestration(instanceId);
        if (instanceId.Any(character => character is '/' or '\\' or '#' or '?' || char.IsControl(character)))
        {
            throw new ArgumentException(
                $"Instance id '{instanceId}' has a character that is not allowed: '/', '\\', '#', '?' or a control character.",
                nameof(instanceId));
        }
    }
}
