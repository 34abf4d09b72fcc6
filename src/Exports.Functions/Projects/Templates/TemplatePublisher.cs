using System.Collections.Concurrent;
using System.Security.Cryptography;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Blobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Projects.Templates;

/// <summary>
/// Puts a template's contents and manifest into storage, once per process however many creations ask for it. A project made from it only
/// refers to that manifest. Instances that publish at the same time write the same blobs.
/// </summary>
internal sealed class TemplatePublisher(
    ITemplateSource source,
    ContentContainer contents,
    ManifestContainer manifests,
    IOptions<ProjectOptions> options,
    TimeProvider time,
    ILogger<TemplatePublisher> logger)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<TemplatePublication>>> _published = new(StringComparer.Ordinal);

    /// <exception cref="ApiException">400 when there is no such template.</exception>
    public async Task<ManifestSummary> PublishAsync(string name, CancellationToken cancellationToken)
    {
        var template = source.Templates.FirstOrDefault(known => known.Name == name) ?? throw Unknown(name);
        while (true)
        {
            var current = _published.GetOrAdd(name, _ => new(() => UploadAsync(template)));
            var publication = await ResultAsync(name, current, cancellationToken);
            if (time.GetUtcNow() - publication.At < ImmutableBlobs.RenewAfter)
                return publication.Tree;
            _published.TryUpdate(name, new(() => RenewAsync(template, publication)), current);
        }
    }

    private async Task<TemplatePublication> ResultAsync(
        string name, Lazy<Task<TemplatePublication>> publication, CancellationToken cancellationToken)
    {
        try
        {
            // Shared by everybody who asks, so no single caller's going away may stop it.
            return await publication.Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (publication.Value.IsFaulted)
        {
            _published.TryRemove(new(name, publication));
            throw;
        }
    }

    /// <summary>
    /// What a process published long ago may be collected when no project is made from it; a project may refer to it only once it is
    /// renewed.
    /// </summary>
    private async Task<TemplatePublication> RenewAsync(ProjectTemplate template, TemplatePublication publication)
    {
        var now = time.GetUtcNow();
        var isThere = await manifests.RenewAsync(publication.Tree.Sha256, CancellationToken.None);
        foreach (var content in publication.Contents)
            isThere &= await contents.Blobs.RenewAsync(content, CancellationToken.None);
        return isThere ? publication with { At = now } : await UploadAsync(template);
    }

    private async Task<TemplatePublication> UploadAsync(ProjectTemplate template)
    {
        var now = time.GetUtcNow();
        var files = source.Read(template).OrderBy(file => file.Path, ManifestPathComparer.Instance).ToList();
        using var manifest = new MemoryStream();
        using var writer = new ManifestWriter(manifest);
        foreach (var file in files)
        {
            await writer.WriteAsync(new ManifestEntry(file.Path, file.Content.Length, Hash(file), ManifestEntry.RegularMode));
        }

        var summary = await writer.CompleteAsync();
        await Parallel.ForEachAsync(
            files,
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.ParallelUploads },
            async (file, cancellation) => await contents.PutAsync(Hash(file), new MemoryStream(file.Content), cancellation));
        await manifests.PutAsync(summary.Sha256, manifest, CancellationToken.None);
        logger.TemplatePublished(template.Name, summary.FileCount, summary.Sha256);
        return new(now, summary, [.. files.Select(Hash)]);
    }

    private ApiException Unknown(string name)
    {
        var known = string.Join(", ", source.Templates.Select(template => template.Name));
        return ApiException.BadRequest($"400 Bad request - template_name '{name}' is not one of {known}");
    }

    private static string Hash(TemplateFile file) => Convert.ToHexStringLower(SHA256.HashData(file.Content));
}
