using Exports.Functions.Tests.Cli;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.Projects.Templates;

/// <summary>A project made from a template through HTTP, with its files downloaded through HTTP into a folder.</summary>
internal sealed class TemplateCheckout : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private TemplateCheckout(List<string> paths) => Paths = paths;

    public string Root => _folder.Root;

    public List<string> Paths { get; }

    public static async Task<TemplateCheckout> CreateAsync(string template)
    {
        await using var host = await ExportsTestHost.StartAsync();
        var project = await host.Http.CreateProjectAsync("group/name", template);
        var checkout = new TemplateCheckout(await host.Http.ListFilesAsync(project));
        foreach (var path in checkout.Paths)
        {
            using var file = await host.Http.GetFileAsync(project, path);
            checkout._folder.Write(path, await file.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync());
        }

        return checkout;
    }

    public string Text(string path) => File.ReadAllText(_folder.PathOf(path));

    public void Dispose() => _folder.Dispose();
}
