using Exports.Functions.Projects.Templates;
using Exports.Functions.Shared.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Projects;

/// <summary>The built-in templates over HTTP.</summary>
public sealed class ProjectTemplateEndpoints
{
    private readonly ITemplateSource _templates;

    public ProjectTemplateEndpoints(IServiceProvider services) => _templates = services.GetRequiredService<ITemplateSource>();

    [Function("ListProjectTemplates")]
    public IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v4/project_templates")] HttpRequest request) =>
        ApiResults.Json(_templates.Templates);
}
