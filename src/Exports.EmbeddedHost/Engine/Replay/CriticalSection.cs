using System.Diagnostics.CodeAnalysis;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>Which entities the orchestration has locked, and what it may do meanwhile (rule N19).</summary>
internal sealed class CriticalSection
{
    private readonly HashSet<string> _inCall = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _locked;
    private bool _acquiring;

    [MemberNotNullWhen(true, nameof(_locked))]
    public bool IsInside => _locked is not null;

    /// <summary>Locked and not busy with a call; empty outside.</summary>
    public IReadOnlyList<string> Available => _locked?.Where(entity => !_inCall.Contains(entity)).ToArray() ?? [];

    public void BeginAcquire()
    {
        if (_acquiring || IsInside)
        {
            throw new InvalidOperationException("A critical section cannot be entered inside another critical section.");
        }

        _acquiring = true;
    }

    public void Enter(IReadOnlyList<string> entities)
    {
        _acquiring = false;
        _locked = entities;
    }

    /// <summary>Leaves, and names what is to be released.</summary>
    public IReadOnlyList<string> Exit()
    {
        var released = _locked ?? [];
        _locked = null;
        _inCall.Clear();
        return released;
    }

    public void BeginCall(string entity)
    {
        if (!IsInside)
        {
            return;
        }

        if (!_locked.Contains(entity, StringComparer.Ordinal))
        {
            throw new InvalidOperationException($"Entity {entity} cannot be called inside a critical section that has not locked it.");
        }

        if (!_inCall.Add(entity))
        {
            throw new InvalidOperationException(
                $"Entity {entity} is in a call already; inside a critical section calls to one entity cannot overlap.");
        }
    }

    public void EndCall(string entity) => _inCall.Remove(entity);

    public void EnsureMaySignal(string entity)
    {
        if (IsInside && _locked.Contains(entity, StringComparer.Ordinal))
        {
            throw new InvalidOperationException(
                $"Entity {entity} cannot be signaled inside a critical section that has locked it; call it.");
        }
    }

    public void EnsureMayCallSubOrchestration()
    {
        if (IsInside)
        {
            throw new InvalidOperationException("A sub-orchestration cannot be called inside a critical section.");
        }
    }
}
