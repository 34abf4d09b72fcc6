namespace Exports.Benchmarks.Reporting;

/// <summary>Something that must hold for a measurement.</summary>
internal sealed record Goal(string Text, string Measured, bool IsMet)
{
    public string[] Cells => [Text, Measured, IsMet ? "yes" : "**no**"];
}
