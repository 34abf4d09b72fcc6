using Exports.TestKit.Engine;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>With the defects that the real hosts have.</summary>
public sealed class ExportSequencesWithUpstreamDefectsTests : ExportSequences
{
    private protected override EngineMode Mode => EngineMode.UpstreamDefects;
}
