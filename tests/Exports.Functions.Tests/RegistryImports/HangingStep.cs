using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Registry;

namespace Exports.Functions.Tests.RegistryImports;

/// <summary>A repository whose step goes on until it is cancelled; the registry's record says cancelled at once.</summary>
internal static class HangingStep
{
    /// <param name="path">The repository.</param>
    /// <param name="state">In which step it hangs.</param>
    /// <param name="settings">As of <see cref="ImportHost.StartAsync"/>.</param>
    public static async Task<ImportHost> StartAsync(string path, RepositoryState state, params (string Name, string Value)[] settings)
    {
        var host = await ImportHost.StartAsync(settings);
        var pre = state == RepositoryState.Importing ? RegistryStatus.PreImportComplete : RegistryStatus.PreImportInProgress;
        var status = pre;
        host.Registry.OnStart = (_, step) =>
        {
            status = step == ImportStep.Import ? RegistryStatus.ImportInProgress : pre;
            return new(StartAnswerKind.Started, "The registry answers 202.");
        };
        host.Registry.OnCancel = _ =>
        {
            status = status is RegistryStatus.ImportInProgress ? RegistryStatus.ImportCanceled : RegistryStatus.PreImportCanceled;
            return new(CancelAnswerKind.Accepted, "The registry answers 202.");
        };
        host.Registry.OnStatus = _ => PlannedRegistry.Known(status);
        await host.StartImportAsync(path, state);
        await host.Host.SettleAsync();
        return host;
    }
}
