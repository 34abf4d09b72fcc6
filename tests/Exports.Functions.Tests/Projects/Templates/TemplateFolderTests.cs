using Exports.Functions.Projects.Manifests;
using Exports.Functions.Projects.Templates;

namespace Exports.Functions.Tests.Projects.Templates;

public class TemplateFolderTests
{
    private readonly TemplateFolder _templates = new();

    [Fact]
    public void Templates_ShippedWithTheProgram_AreAtLeastThree() =>
        Assert.Superset(new HashSet<string> { "dotnet-web-api", "node-service", "static-site" }, _templates.Templates.Select(template => template.Name).ToHashSet());

    [Fact]
    public void Read_EveryTemplate_HasAReadmeAndLegalPaths() => Assert.All(_templates.Templates, template =>
    {
        var files = _templates.Read(template).ToList();
        Assert.Contains(files, file => file.Path == "README.md");
        Assert.All(files, file => Assert.Null(ManifestPath.Fault(file.Path)));
    });

    [Fact]
    public void Read_DotnetTemplate_BringsItsSourcesAndNoBuildOutput()
    {
        var paths = _templates.Read(_templates.Templates.Single(template => template.Name == "dotnet-web-api")).Select(file => file.Path).ToList();

        Assert.Contains("src/Api/Program.cs", paths);
        Assert.DoesNotContain(paths, path => path.Contains("/bin/", StringComparison.Ordinal) || path.Contains("/obj/", StringComparison.Ordinal));
    }
}
