using Exports.TestKit.Engine;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

/// <summary>With the defects that the real hosts have.</summary>
public sealed class ImportSequencesWithUpstreamDefectsTests : ImportSequences
{
    private protected override EngineMode Mode => EngineMode.UpstreamDefects;
}
