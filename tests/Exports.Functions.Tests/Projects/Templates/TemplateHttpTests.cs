using Exports.Functions.Projects.Templates;
using Exports.Functions.Tests.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.Projects.Templates;

public class TemplateHttpTests
{
    [Fact]
    public async Task List_Templates_NamesWhatAProjectCanBeginWith()
    {
        await using var host = await ExportsTestHost.StartAsync();

        var templates = await host.Http.GetJsonAsync("/project_templates");

        foreach (var template in templates.EnumerateArray().Select(template => template.GetProperty("name").GetString()!))
        {
            var id = await host.Http.CreateProjectAsync($"from/{template}", template);
            Assert.Contains("README.md", await host.Http.ListFilesAsync(id));
            Assert.Equal("finished", (await host.Http.GetJsonAsync($"/projects/{id}")).GetProperty("import_status").GetString());
        }
    }

    [Fact]
    public async Task Create_FiftyAtOnceFromOneTemplate_AreAllCompleteAndReadItOnce()
    {
        var source = new CountingTemplateSource();
        await using var host = await ExportsTestHost.StartAsync(configure: builder => builder.Services.AddSingleton<ITemplateSource>(source));

        var ids = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => host.Http.CreateProjectAsync($"group/p{i}", "static-site")));

        Assert.Equal(50, ids.Distinct().Count());
        Assert.Equal(1, source.Reads);
        var expected = source.Paths("static-site");
        foreach (var id in ids)
        {
            Assert.Equal(expected, await host.Http.ListFilesAsync(id));
        }

        using var page = await host.Http.GetFileAsync(ids[^1], "index.html");
        Assert.StartsWith("<!doctype html>", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
