namespace Exports.Functions.RegistryImports.Messages;

/// <param name="Kind">What is next.</param>
/// <param name="Step">The step it is about; without meaning at the end.</param>
/// <param name="Delay">How long to wait before it.</param>
/// <param name="Tries">How often this start, or this wait for a cancel, has been tried already.</param>
/// <param name="Detours">How often this attempt had to change its course; bounded, so that no registry can keep it going for ever.</param>
public sealed record Move(MoveKind Kind, ImportStep Step, TimeSpan Delay = default, int Tries = 0, int Detours = 0)
{
    /// <summary>Before anything is known.</summary>
    internal static readonly Move Unknown = new(MoveKind.Follow, ImportStep.PreImport);

    /// <summary>What a cancel is for; without meaning otherwise.</summary>
    public CancelKind Cancel { get; init; }

    /// <summary>The same, for a reason that weighs more if there is one: who does not want it moved is not outvoted by the guard.</summary>
    internal Move For(CancelKind? wanted) => wanted > Cancel ? this with { Cancel = wanted.Value } : this;

    /// <summary>The cancel of its step.</summary>
    internal Move ToCancel(CancelKind wanted) => (this with { Kind = MoveKind.Cancel, Delay = default, Tries = 0 }).For(wanted);
}
