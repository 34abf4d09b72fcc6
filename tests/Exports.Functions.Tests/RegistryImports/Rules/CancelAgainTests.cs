using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.Tests.RegistryImports.Rules;

/// <summary>A cancel that runs again meets its own first run.</summary>
public sealed class CancelAgainTests
{
    [Theory]
    [InlineData(ImportStep.PreImport, RegistryStatus.PreImportCanceled)]
    [InlineData(ImportStep.Import, RegistryStatus.ImportCanceled)]
    public void AfterRequest_AlreadyCancelled_StillWaitsForTheWorker(ImportStep step, RegistryStatus status)
    {
        var options = new RegistryImportOptions();
        var asked = new Move(MoveKind.Cancel, step);
        var row = SampleRepository.In(RepositoryState.PreImporting) with { CancelRequestedAt = SampleRepository.Now };

        var verdict = CancelRules.AfterRequest(new(CancelAnswerKind.NotInProgress, "400", status), asked, row, options);

        Assert.Null(verdict.Event);
        Assert.Equal((MoveKind.AwaitCancel, options.CancelInterval), (verdict.Next.Kind, verdict.Next.Delay));
    }
}
