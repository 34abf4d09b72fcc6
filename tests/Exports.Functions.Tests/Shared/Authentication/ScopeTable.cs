using Exports.Functions.Shared.Authentication;

namespace Exports.Functions.Tests.Shared.Authentication;

/// <summary>What each HTTP function needs, written down once more: a function that is not here was not thought about.</summary>
internal static class ScopeTable
{
    public static IReadOnlyDictionary<string, AccessScope> Required { get; } = new Dictionary<string, AccessScope>
    {
        ["CancelExport"] = AccessScope.Api,
        ["CommitProjectFiles"] = AccessScope.Api,
        ["CreateProject"] = AccessScope.Api,
        ["CreateWebhook"] = AccessScope.Api,
        ["DeleteExportArchive"] = AccessScope.Api,
        ["DeleteProject"] = AccessScope.Api,
        ["DeleteProjectFile"] = AccessScope.Api,
        ["DeleteWebhook"] = AccessScope.Api,
        ["DownloadExport"] = AccessScope.ReadApi,
        ["GetExport"] = AccessScope.ReadApi,
        ["GetExportStatus"] = AccessScope.ReadApi,
        ["GetOpenApi"] = AccessScope.ReadApi,
        ["GetProject"] = AccessScope.ReadApi,
        ["GetProjectFiles"] = AccessScope.ReadApi,
        ["GetProjectImport"] = AccessScope.ReadApi,
        ["GetWebhook"] = AccessScope.ReadApi,
        ["Health"] = AccessScope.None,
        ["ImportProject"] = AccessScope.Api,
        ["ImportRemoteProject"] = AccessScope.Api,
        ["ListExports"] = AccessScope.ReadApi,
        ["ListProjectTemplates"] = AccessScope.ReadApi,
        ["ListProjects"] = AccessScope.ReadApi,
        ["ListWebhookDeliveries"] = AccessScope.ReadApi,
        ["ListWebhooks"] = AccessScope.ReadApi,
        ["PinExportArchive"] = AccessScope.Api,
        ["PutProjectFile"] = AccessScope.Api,
        ["RedeliverWebhook"] = AccessScope.Api,
        ["StartExport"] = AccessScope.Api,
        ["UnpinExportArchive"] = AccessScope.Api,
    };
}
