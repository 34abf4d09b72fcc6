namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>The status text an orchestrator publishes; it stays until it is replaced.</summary>
internal sealed class CustomStatus(PayloadConverter converter, OrchestrationClock clock)
{
    /// <summary>16 KB of UTF-16 text (rule D1).</summary>
    public const int MaxCharacters = 8 * 1024;

    private string? _value;
    private bool _changed;

    public void Set(object? value)
    {
        var json = converter.Serialize(value, "A custom status");
        if (json?.Length > MaxCharacters)
        {
            throw new ArgumentException(
                $"A custom status is at most 16 KB of JSON text; this one has {json.Length * 2 / 1024} KB.", nameof(value));
        }

        _value = json;
        _changed |= !clock.IsReplaying;
    }

    /// <summary>The new value if this episode set one.</summary>
    public CustomStatusChange? TakeChange()
    {
        var change = _changed ? new CustomStatusChange(_value) : null;
        _changed = false;
        return change;
    }
}
