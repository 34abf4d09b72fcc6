using Exports.TestKit.Engine;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

/// <summary>Every message and every activity delivered twice.</summary>
public sealed class ImportSequencesTwiceTests : ImportSequences
{
    private protected override EngineMode Mode => EngineMode.DuplicateDelivery;
}
