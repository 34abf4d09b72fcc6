namespace Exports.TestKit.Registry;

/// <summary>The two steps of an import, as <c>import_type</c> names them.</summary>
internal enum SimulatedStep
{
    Pre,
    Final,
}
