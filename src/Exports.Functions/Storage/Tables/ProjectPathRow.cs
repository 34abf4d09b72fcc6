using Azure;

namespace Exports.Functions.Storage.Tables;

/// <summary>A reserved path: the id of the project that has it, or may come to have it.</summary>
internal sealed record ProjectPathRow(long ProjectId, ETag ETag);
