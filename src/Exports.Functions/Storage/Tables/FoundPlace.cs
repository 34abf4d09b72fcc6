using Azure;
using Exports.Functions.RegistryImports;

namespace Exports.Functions.Storage.Tables;

/// <summary>A place as found. Its repository may have moved on; the row tells.</summary>
/// <param name="Place">The key.</param>
/// <param name="Hash">The repository it leads to.</param>
/// <param name="WrittenAt">When it was last written.</param>
/// <param name="ETag">Its version.</param>
internal readonly record struct FoundPlace(RepositoryPlace Place, string Hash, DateTimeOffset WrittenAt, ETag ETag);
