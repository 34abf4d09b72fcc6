using Exports.Functions.RegistryImports;
using Exports.TestKit.Registry;

namespace Exports.Functions.Tests.RegistryImports.Scenarios;

/// <summary>How a repository has to end, computed from the script alone.</summary>
internal static class ExpectedOutcome
{
    private const int Limit = 3;

    public static (RepositoryState State, SkipReason? Reason) Of(IRegistryScript script, string path) => script.KindOf(path) switch
    {
        RepositoryKind.Native => (RepositoryState.ImportDone, SkipReason.NativeImport),
        RepositoryKind.Unknown or RepositoryKind.Vanishing => (RepositoryState.ImportDone, SkipReason.NotFound),
        _ => OfOld(script, path),
    };

    private static (RepositoryState State, SkipReason? Reason) OfOld(IRegistryScript script, string path)
    {
        var retries = 0;
        foreach (var step in Enum.GetValues<SimulatedStep>())
        {
            for (var number = 0; script.StepOf(path, step, number).End is var end && end != StepEnd.Complete; number++)
            {
                if (++retries == Limit)
                    return (RepositoryState.ImportSkipped, end == StepEnd.Hang ? SkipReason.MigrationCanceled : SkipReason.TooManyRetries);
            }
        }

        return (RepositoryState.ImportDone, null);
    }
}
