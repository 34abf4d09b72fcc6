namespace Exports.Functions.RegistryImports.Http;

/// <param name="Reason">Which skipped ones.</param>
/// <param name="DryRun">Only count them.</param>
internal sealed record ResetRequest(SkipReason? Reason, bool DryRun = false);
