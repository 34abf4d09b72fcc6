using System.Formats.Tar;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Exports.Functions.Tests.Http;

/// <summary>The calls that most tests need, as a client makes them.</summary>
internal static class ApiClientExtensions
{
    public const string Api = "/api/v4";

    /// <summary>Creates a project and returns its id.</summary>
    public static async Task<long> CreateProjectAsync(this HttpClient http, string path, string? template = null)
    {
        using var response = await http.PostAsJsonAsync($"{Api}/projects", new { path, template_name = template });
        var project = await response.ReadJsonAsync(201);
        return project.GetProperty("id").GetInt64();
    }

    public static async Task<JsonElement> GetJsonAsync(this HttpClient http, string route)
    {
        using var response = await http.GetAsync(Api + route);
        return await response.ReadJsonAsync(200);
    }

    public static Task<HttpResponseMessage> PutFileAsync(this HttpClient http, long project, string path, byte[] content) =>
        http.PutAsync(FileUrl(project, path), new ByteArrayContent(content));

    public static Task<HttpResponseMessage> GetFileAsync(this HttpClient http, long project, string path) => http.GetAsync(FileUrl(project, path));

    public static Task<HttpResponseMessage> CommitAsync(this HttpClient http, long project, params (string Path, string Text)[] files) =>
        http.PostAsync($"{Api}/projects/{project}/files", new ByteArrayContent(Tar(files)));

    /// <summary>Every path of the tree, in its order, over all pages.</summary>
    public static async Task<List<string>> ListFilesAsync(this HttpClient http, long project)
    {
        var paths = new List<string>();
        for (var page = 1; ; page++)
        {
            var entries = await http.GetJsonAsync($"/projects/{project}/files?per_page=100&page={page}");
            paths.AddRange(entries.EnumerateArray().Select(entry => entry.GetProperty("path").GetString()!));
            if (entries.GetArrayLength() < 100)
            {
                return paths;
            }
        }
    }

    /// <summary>Asserts the status and returns the body.</summary>
    public static async Task<JsonElement> ReadJsonAsync(this HttpResponseMessage response, int status)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} instead of {status}: {body}");
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    /// <summary>Asserts that the answer is the error of this status, as a message, and returns the message.</summary>
    public static async Task<string> ReadErrorAsync(this HttpResponseMessage response, int status) =>
        (await response.ReadJsonAsync(status)).GetProperty("message").GetString()!;

    public static string FileUrl(long project, string path) => $"{Api}/projects/{project}/files?path={Uri.EscapeDataString(path)}";

    public static byte[] Tar(params (string Path, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }

        return stream.ToArray();
    }
}
