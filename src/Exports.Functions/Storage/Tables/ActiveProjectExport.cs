namespace Exports.Functions.Storage.Tables;

/// <summary>One row of the active jobs' index. It may lead nowhere; no active job is without one.</summary>
internal sealed record ActiveProjectExport(long ProjectId, string JobId, DateTimeOffset EnqueuedAt);
