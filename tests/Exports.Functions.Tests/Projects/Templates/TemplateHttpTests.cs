using Exports.Functions.Tests.Http;

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
}
