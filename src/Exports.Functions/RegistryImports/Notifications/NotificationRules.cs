using Exports.Functions.RegistryImports.Registry;

namespace Exports.Functions.RegistryImports.Notifications;

/// <summary>Which notifications concern the step that runs. One carries no attempt, so it is never more than a hint to ask.</summary>
internal static class NotificationRules
{
    public static bool IsAboutTheLiveStep(RepositoryState state, RegistryStatus status) => state switch
    {
        RepositoryState.PreImporting => status is
            RegistryStatus.PreImportComplete or RegistryStatus.PreImportFailed or RegistryStatus.PreImportCanceled,
        RepositoryState.Importing => status is
            RegistryStatus.ImportComplete or RegistryStatus.ImportFailed or RegistryStatus.ImportCanceled,
        _ => false,
    };
}
