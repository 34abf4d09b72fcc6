using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Paging;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Projects;

/// <summary>
/// The list of a project's files, in path order. By number, a page costs the manifest up to its end; by token, what it shows. A commit in
/// between costs one page the way up to its path in the new tree, and no file is missed or repeated that was there all along.
/// </summary>
internal sealed class ProjectFileList(ManifestContainer manifests)
{
    /// <exception cref="Shared.Http.ApiException">400 for a token of another list.</exception>
    public async Task<ListPage<ManifestEntry>> ReadAsync(ProjectRow project, PageRequest page, CancellationToken cancellationToken)
    {
        var name = FormattableString.Invariant($"files-{project.Id}");
        var after = page.Token is { } token ? FileListPosition.Read(token, name) : null;
        var start = after?.Tree == project.ManifestHash ? after.Offset : 0;
        await using var manifest = await OpenAsync(project, start, cancellationToken);
        var behind = ManifestReader.ReadPositionsAsync(manifest, cancellationToken)
            .Where(read => after is null || after.IsBefore(read.Entry));
        var entries = await behind.Skip((int)page.Skip).Take(page.PerPage).ToListAsync(cancellationToken);

        var end = entries.Count == 0 ? project.ManifestBytes : start + entries[^1].NextOffset;
        var hasNext = end < project.ManifestBytes;
        var isCounted = !page.IsKeyset && project.FileCount <= PageHeaders.MaxCounted;
        return new([.. entries.Select(read => read.Entry)], new(
            hasNext,
            isCounted ? project.FileCount : null,
            hasNext && !isCounted ? new FileListPosition(project.ManifestHash, end, entries[^1].Entry.Path).Write(name) : null));
    }

    private async Task<Stream> OpenAsync(ProjectRow project, long start, CancellationToken cancellationToken)
    {
        if (start == 0)
            return await manifests.OpenReadAsync(project.ManifestHash, 0, cancellationToken);
        if (start > project.ManifestBytes)
            throw PageToken.Refused();

        // The byte in front tells whether a line begins here: the token comes from outside.
        var manifest = await manifests.OpenReadAsync(project.ManifestHash, start - 1, cancellationToken);
        var before = new byte[1];
        if (await manifest.ReadAsync(before, cancellationToken) == 1 && before[0] == '\n')
            return manifest;
        await manifest.DisposeAsync();
        throw PageToken.Refused();
    }
}
