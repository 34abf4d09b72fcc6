using System.Text.RegularExpressions;

namespace Exports.Functions.Tests.Projects.Templates;

/// <summary>What a project begins with builds, passes its own tests, or opens: as the API hands it out, not as it lies in this repository.</summary>
public sealed partial class TemplateBuildTests
{
    [ExternalFact("dotnet")]
    public async Task DotnetWebApi_BuildsWithoutWarningsAndPassesItsTests()
    {
        using var project = await TemplateCheckout.CreateAsync("dotnet-web-api");

        // No build server may stay behind: it would keep this test's pipes open.
        var output = External.RunIn(
            project.Root, "dotnet", "test", "Api.slnx", "--nologo", "-warnaserror", "-nodeReuse:false", "-p:UseSharedCompilation=false");

        Assert.Matches("Passed! +- Failed: +0, Passed: +[1-9]", output);
    }

    [ExternalFact("node")]
    public async Task NodeService_PassesItsTests()
    {
        using var project = await TemplateCheckout.CreateAsync("node-service");

        var output = External.RunIn(project.Root, "node", "--test", "--test-reporter=tap");

        Assert.Matches("# pass [1-9]", output);
        Assert.Contains("# fail 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StaticSite_EveryLinkAndAssetOfEveryPageIsThere()
    {
        using var site = await TemplateCheckout.CreateAsync("static-site");
        var pages = site.Paths.Where(path => path.EndsWith(".html", StringComparison.Ordinal)).ToList();
        Assert.Contains("index.html", pages);

        var links = pages.SelectMany(page => Link().Matches(site.Text(page)).Select(match => (Page: page, Target: match.Groups[1].Value))).ToList();

        Assert.True(links.Count > 10, $"{links.Count} links");
        Assert.All(links, link => AssertResolves(site, link.Page, link.Target));
    }

    [Fact]
    public async Task StaticSite_EveryFileIsReachableOrNamedByItsHosting()
    {
        using var site = await TemplateCheckout.CreateAsync("static-site");
        var linked = site.Paths.Where(path => path.EndsWith(".html", StringComparison.Ordinal))
            .SelectMany(page => Link().Matches(site.Text(page)).Select(match => match.Groups[1].Value.TrimStart('/')));

        Assert.Equal(["404.html", "README.md"], site.Paths.Except(linked).Order(StringComparer.Ordinal));
    }

    private static void AssertResolves(TemplateCheckout site, string page, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0] switch
        {
            "" => page,
            "/" => "index.html",
            var given => given.TrimStart('/'),
        };
        Assert.True(site.Paths.Contains(path), $"{page} links to {target}, which is not there.");
        if (parts.Length == 2)
            Assert.Contains($"id=\"{parts[1]}\"", site.Text(path), StringComparison.Ordinal);
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Link();
}
