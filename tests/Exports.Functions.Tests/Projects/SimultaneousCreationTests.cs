using System.Net.Http.Json;
using System.Security.Cryptography;
using Exports.Functions.Projects.Templates;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.Projects.Templates;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.Projects;

/// <summary>Many projects created at once from one built-in template, on one instance and on two over one store.</summary>
public sealed class SimultaneousCreationTests
{
    private const int Projects = 500;
    private const string Template = "dotnet-web-api";

    [Fact]
    public async Task FiveHundredAtOnceFromOneTemplate_OnOneInstance_AreAllCreatedCompleteAndReadItOnce()
    {
        var source = new CountingTemplateSource();
        await using var host = await ExportsTestHost.StartAsync(configure: builder => Count(builder, source));

        var ids = await CreateAllAsync(host.Http);

        await VerifyAsync(ids, source, host.Http);
        Assert.Equal(1, source.Reads);
    }

    [Fact]
    public async Task FiveHundredAtOnceFromOneTemplate_OnTwoInstances_AreAllCreatedCompleteAndEachReadsItOnce()
    {
        var (source, secondSource) = (new CountingTemplateSource(), new CountingTemplateSource());
        await using var host = await ExportsTestHost.StartAsync(configure: builder => Count(builder, source));
        await using var second = await host.StartInstanceAsync(builder => Count(builder, secondSource));

        var ids = await CreateAllAsync(host.Http, second.Http);

        await VerifyAsync(ids, source, second.Http, host.Http);
        Assert.Equal((1, 1), (source.Reads, secondSource.Reads));
    }

    [Fact]
    public async Task SamePathTwiceAtOnce_OnOneInstance_IsCreatedOnceAndTakenOnce()
    {
        await using var host = await ExportsTestHost.StartAsync();
        for (var round = 0; round < 50; round++)
            await VerifyOnceAsync($"group/p{round}", host.Http, host.Http);
    }

    [Fact]
    public async Task SamePathTwiceAtOnce_OnTwoInstances_IsCreatedOnceAndTakenOnce()
    {
        await using var host = await ExportsTestHost.StartAsync();
        await using var second = await host.StartInstanceAsync();
        for (var round = 0; round < 50; round++)
            await VerifyOnceAsync($"group/p{round}", host.Http, second.Http);
    }

    private static void Count(FunctionsApplicationBuilder builder, CountingTemplateSource source) =>
        builder.Services.AddSingleton<ITemplateSource>(source);

    private static async Task<long[]> CreateAllAsync(params HttpClient[] instances)
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, Projects)
            .Select(number => instances[number % instances.Length].CreateProjectAsync($"group/p{number}", Template)));
        Assert.Equal(Projects, ids.Distinct().Count());
        return ids;
    }

    /// <summary>Every project lists the template's very files, and of one all bytes are compared: contents are shared by their hash.</summary>
    private static async Task VerifyAsync(long[] ids, CountingTemplateSource source, params HttpClient[] instances)
    {
        var files = source.Files(Template);
        var expected = files.Select(file => (file.Path, (long)file.Content.Length, Convert.ToHexStringLower(SHA256.HashData(file.Content)))).ToList();
        foreach (var (number, id) in ids.Index())
        {
            var entries = await instances[number % instances.Length].GetJsonAsync($"/projects/{id}/files?per_page=100");
            Assert.Equal(expected, entries.EnumerateArray().Select(entry => (
                entry.GetProperty("path").GetString()!, entry.GetProperty("bytes").GetInt64(), entry.GetProperty("sha256").GetString()!)));
        }

        foreach (var file in files)
        {
            using var stored = await instances[0].GetFileAsync(ids[^1], file.Path);
            Assert.Equal(file.Content, await stored.Content.ReadAsByteArrayAsync());
        }
    }

    private static async Task VerifyOnceAsync(string path, HttpClient one, HttpClient other)
    {
        var answers = await Task.WhenAll(new[] { one, other }.Select(http => CreateAsync(http, path)));

        Assert.Equal([201, 409], answers.Select(answer => answer.Status).Order());
        var led = (await one.GetJsonAsync($"/projects/{Uri.EscapeDataString(path)}")).GetProperty("id").GetInt64();
        Assert.Equal(answers.Single(answer => answer.Status == 201).Id, led);
    }

    private static async Task<(int Status, long Id)> CreateAsync(HttpClient http, string path)
    {
        using var response = await http.PostAsJsonAsync($"{ApiClientExtensions.Api}/projects", new { path, template_name = Template });
        var status = (int)response.StatusCode;
        return status == 409 ? (status, 0) : (status, (await response.ReadJsonAsync(201)).GetProperty("id").GetInt64());
    }
}
