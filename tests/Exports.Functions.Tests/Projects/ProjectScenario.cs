using System.Net;
using System.Net.Http.Json;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Hosting;

namespace Exports.Functions.Tests.Projects;

/// <summary>
/// A client that creates a project from a template, commits files, replaces one and deletes another project, and repeats a step whose
/// answer it did not get, as a real one would.
/// </summary>
internal sealed class ProjectScenario(EmbeddedTestHost host)
{
    private const int MaxRepeats = 3;

    /// <summary>How many answers were server errors or did not come.</summary>
    public int Failures { get; private set; }

    public async Task RunAsync()
    {
        var id = await StepAsync(() => CreateAsync("group/kept", "static-site"));
        await StepAsync(() => ExpectAsync(host.Http.CommitAsync(id, ("src/a", "1"), ("src/b", "2"), ("c", "3")), HttpStatusCode.OK));
        await StepAsync(() => ExpectAsync(host.Http.PutFileAsync(id, "c", "4"u8.ToArray()), HttpStatusCode.OK));
        var gone = await StepAsync(() => CreateAsync("group/gone", null));
        await StepAsync(() => ExpectAsync(host.Http.DeleteAsync($"/api/v4/projects/{gone}"), HttpStatusCode.Accepted));
        var again = await StepAsync(() => CreateAsync("group/gone", null));
        Assert.NotEqual(gone, again);
    }

    /// <summary>What must be there in the end, whatever happened on the way.</summary>
    public async Task AssertOutcomeAsync()
    {
        var projects = (await host.Http.GetJsonAsync("/projects")).EnumerateArray().ToList();
        Assert.Equal(["group/gone", "group/kept"], projects.Select(project => project.GetProperty("path_with_namespace").GetString()).Order());

        var id = (await host.Http.GetJsonAsync("/projects/group%2Fkept")).GetProperty("id").GetInt64();
        var files = await host.Http.ListFilesAsync(id);
        Assert.Equal(["c", "index.html", "src/a", "src/b"], files.Where(file => !file.StartsWith("assets/", StringComparison.Ordinal)
            && file is not ("404.html" or "README.md" or "about.html")));
        using var replaced = await host.Http.GetFileAsync(id, "c");
        Assert.Equal("4", await replaced.Content.ReadAsStringAsync());
        using var template = await host.Http.GetFileAsync(id, "index.html");
        Assert.Equal(HttpStatusCode.OK, template.StatusCode);
    }

    private async Task<long> CreateAsync(string path, string? template)
    {
        using var response = await host.Http.PostAsJsonAsync("/api/v4/projects", new { path, template_name = template });
        if (response.StatusCode == HttpStatusCode.Conflict && Failures > 0)
        {
            // The lost answer was a 201.
            return (await host.Http.GetJsonAsync($"/projects/{Uri.EscapeDataString(path)}")).GetProperty("id").GetInt64();
        }

        Ensure(response.StatusCode, HttpStatusCode.Created);
        return (await response.ReadJsonAsync(201)).GetProperty("id").GetInt64();
    }

    private static async Task<bool> ExpectAsync(Task<HttpResponseMessage> sent, HttpStatusCode expected)
    {
        using var response = await sent;
        Ensure(response.StatusCode, expected);
        return true;
    }

    private static void Ensure(HttpStatusCode status, HttpStatusCode expected)
    {
        if (status >= HttpStatusCode.InternalServerError)
        {
            throw new HttpRequestException("server error", null, status);
        }

        Assert.Equal(expected, status);
    }

    private async Task<T> StepAsync<T>(Func<Task<T>> step)
    {
        for (var repeat = 0; ; repeat++)
        {
            try
            {
                return await step();
            }
            catch (HttpRequestException) when (repeat < MaxRepeats)
            {
                Failures++;
                if (host.Faults.Crashed.IsCompleted)
                {
                    await host.CrashAsync();
                    await host.RestartAsync();
                }
            }
        }
    }
}
