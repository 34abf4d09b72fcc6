using Exports.TestKit.Engine;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>As in production: orchestrators stay in memory.</summary>
public sealed class ExportSequencesInCacheTests : ExportSequences
{
    private protected override EngineMode Mode => EngineMode.Cached;
}
