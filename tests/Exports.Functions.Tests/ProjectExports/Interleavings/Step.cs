namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>One step. It means something after any other steps, so that steps before it can be left out.</summary>
/// <param name="What">What happens.</param>
/// <param name="Which">To which of the jobs, messages or times there are, counted round.</param>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Write">At which of its writes, from 1.</param>
/// <param name="Meanwhile">What happens then, for <see cref="WriteFault.Meanwhile"/>.</param>
internal sealed record Step(Happening What, int Which, WriteFault Fault = WriteFault.None, int Write = 0, Step? Meanwhile = null)
{
    public override string ToString() =>
        $"{What} {Which}" + (Fault is WriteFault.None ? "" : $" [{Fault} at write {Write}{(Meanwhile is null ? "" : $": {Meanwhile}")}]");
}
