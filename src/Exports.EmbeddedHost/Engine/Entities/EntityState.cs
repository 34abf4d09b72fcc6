using Exports.EmbeddedHost.Engine.Replay;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>An entity's state during a batch: serialized, with the object last read or written beside it.</summary>
internal sealed class EntityState(string? json, PayloadConverter converter) : TaskEntityState
{
    private string? _json = json;
    private string? _committed = json;
    private object? _cached;

    public string? Json => _json;

    public override bool HasState => _json is not null;

    public override object? GetState(Type type)
    {
        if (_cached is not null && type.IsAssignableFrom(_cached.GetType()))
        {
            return _cached;
        }

        _cached = converter.DataConverter.Deserialize(_json, type);
        return _cached;
    }

    public override void SetState(object? state)
    {
        _json = converter.Serialize(state, "An entity's state");
        _cached = state;
    }

    public void Commit() => _committed = _json;

    /// <summary>Forgets the failed operation's change, and the object it may have changed in place.</summary>
    public void RollBack()
    {
        _json = _committed;
        _cached = null;
    }
}
