namespace Exports.Functions.Storage;

/// <summary>
/// A table or container that must exist before the first request. Every store is one; see <see cref="StorageInitializer"/>.
/// </summary>
internal interface IStorageResource
{
    /// <summary>Creates it, or leaves it alone where it exists.</summary>
    Task CreateIfNotExistsAsync(CancellationToken cancellationToken);
}
