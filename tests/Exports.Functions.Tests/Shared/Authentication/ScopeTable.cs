using Exports.Functions.Shared.Authentication;

namespace Exports.Functions.Tests.Shared.Authentication;

/// <summary>What each HTTP function needs, written down once more: a function that is not here was not thought about.</summary>
internal static class ScopeTable
{
    public static IReadOnlyDictionary<string, AccessScope> Required { get; } = new Dictionary<string, AccessScope>
    {
        ["CancelExport"] = AccessScope.Api,
        ["CancelRepository"] = AccessScope.Admin,
        ["CommitProjectFiles"] = AccessScope.Api,
        ["CreateProject"] = AccessScope.Api,
        ["CreateWebhook"] = AccessScope.Api,
        ["DeleteExportArchive"] = AccessScope.Api,
        ["DeleteProject"] = AccessScope.Api,
        ["DeleteProjectFile"] = AccessScope.Api,
        ["DeleteWebhook"] = AccessScope.Api,
        ["DownloadExport"] = AccessScope.ReadApi,
        ["ExplainRepository"] = AccessScope.Admin,
        ["ForceCancelRepository"] = AccessScope.Admin,
        ["GetExport"] = AccessScope.ReadApi,
        ["GetExportStatus"] = AccessScope.ReadApi,
        ["GetOpenApi"] = AccessScope.ReadApi,
        ["GetProject"] = AccessScope.ReadApi,
        ["GetProjectFiles"] = AccessScope.ReadApi,
        ["GetProjectImport"] = AccessScope.ReadApi,
        ["GetRegistryImports"] = AccessScope.Admin,
        ["GetRepository"] = AccessScope.Admin,
        ["GetWebhook"] = AccessScope.ReadApi,
        ["Health"] = AccessScope.None,
        ["ImportProject"] = AccessScope.Api,
        ["ImportRemoteProject"] = AccessScope.Api,
        ["ListExports"] = AccessScope.ReadApi,
        ["ListProjectTemplates"] = AccessScope.ReadApi,
        ["ListProjects"] = AccessScope.ReadApi,
        ["ListRepositories"] = AccessScope.Admin,
        ["ListRepositoryEvents"] = AccessScope.Admin,
        ["ListWebhookDeliveries"] = AccessScope.ReadApi,
        ["ListWebhooks"] = AccessScope.ReadApi,
        ["NotifyRegistryImport"] = AccessScope.None,
        ["PauseRegistryImports"] = AccessScope.Admin,
        ["PinExportArchive"] = AccessScope.Api,
        ["PutProjectFile"] = AccessScope.Api,
        ["RedeliverWebhook"] = AccessScope.Api,
        ["RegisterRepositories"] = AccessScope.Admin,
        ["ResetRepositories"] = AccessScope.Admin,
        ["ResumeRegistryImports"] = AccessScope.Admin,
        ["RetryRepository"] = AccessScope.Admin,
        ["SkipRepository"] = AccessScope.Admin,
        ["StartExport"] = AccessScope.Api,
        ["UnpinExportArchive"] = AccessScope.Api,
    };
}
