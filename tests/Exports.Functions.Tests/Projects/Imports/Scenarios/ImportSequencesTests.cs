using Exports.TestKit.Engine;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

/// <summary>Every step replayed from the first event.</summary>
public sealed class ImportSequencesTests : ImportSequences
{
    private protected override EngineMode Mode => EngineMode.ReplayFromScratch;
}
