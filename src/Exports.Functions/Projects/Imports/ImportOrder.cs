using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Projects.Imports;

/// <summary>An import request that has been checked.</summary>
internal sealed record ImportOrder(ProjectPath Path, string? Name, string? Description, bool Overwrite, string Requester, RemoteUrl? Url);
