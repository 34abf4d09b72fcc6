namespace Exports.Benchmarks.Workflows;

/// <summary>How many workflows are run.</summary>
/// <param name="Together">With many in flight.</param>
/// <param name="Alone">One after the other.</param>
internal sealed record WorkflowSize(int Together, int Alone)
{
    public static readonly WorkflowSize Full = new(5_000, 500);
    public static readonly WorkflowSize Short = new(500, 100);
}
