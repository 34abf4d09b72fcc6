using System.Globalization;
using Exports.Functions.Tests.Projects.Imports.Scenarios;

namespace Exports.Functions.Tests.Projects.Imports;

/// <summary>One host for the whole corpus, with the corpus' limits.</summary>
public sealed class BadArchiveHost : IAsyncLifetime
{
    internal ImportScenario Import { get; private set; } = null!;

    public async Task InitializeAsync() => Import = await ImportScenario.StartAsync(settings:
    [
        ("ProjectImports__MaxFiles", Text(BadArchives.Limits.MaxFiles)),
        ("ProjectImports__MaxTotalBytes", Text(BadArchives.Limits.MaxTotalBytes)),
        ("ProjectImports__MaxExpansion", Text(BadArchives.Limits.MaxExpansion)),
        ("ProjectImports__MaxManifestBytes", Text(BadArchives.Limits.MaxManifestBytes)),
    ]);

    public async Task DisposeAsync() => await Import.DisposeAsync();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
