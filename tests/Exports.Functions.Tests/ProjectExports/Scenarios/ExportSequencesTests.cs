using Exports.TestKit.Engine;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>Every step replays the orchestration from its first event.</summary>
public sealed class ExportSequencesTests : ExportSequences
{
    private protected override EngineMode Mode => EngineMode.ReplayFromScratch;
}
