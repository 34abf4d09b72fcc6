using Exports.Functions.Tests;
using Exports.Functions.Tests.Housekeeping.Records;
using Exports.Functions.Tests.ProjectExports.AfterExport;
using Exports.Functions.Tests.ProjectExports.Interleavings;
using Exports.Functions.Tests.ProjectExports.Scenarios;
using Exports.Functions.Tests.RegistryImports.Scenarios;
using Exports.Functions.Tests.Webhooks;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Exports.Functions.Tests." + nameof(LongestFirst), "Exports.Functions.Tests")]

namespace Exports.Functions.Tests;

/// <summary>
/// Starts the classes that take minutes before the others: one of them begun last runs on alone, with the machine's other cores idle.
/// </summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = Array.ConvertAll(
        [
            typeof(ScenarioFaultTests.CrashAfterEachCommit), typeof(ScenarioFaultTests.CrashBeforeEachCommit),
            typeof(ScenarioFaultTests.EachWriteAppliedAndTimedOut), typeof(InterleavingTests), typeof(RecordPruningTests),
            typeof(UploadFaultTests), typeof(RegistryChaosTests), typeof(WebhookCrashTests),
        ],
        (Type type) => $"Test collection for {type.FullName}");

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Array.IndexOf(Longest, collection.DisplayName) is var place and >= 0 ? place : Longest.Length);
}
