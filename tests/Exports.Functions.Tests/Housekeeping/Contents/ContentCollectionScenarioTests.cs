using System.Text;
using Exports.Functions.Projects.Templates;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace Exports.Functions.Tests.Housekeeping.Contents;

/// <summary>The nightly collection as it runs in the product: through HTTP, with the clock moved.</summary>
public sealed class ContentCollectionScenarioTests
{
    /// <summary>Two contents that nothing names any more, and the two manifests that did.</summary>
    private const int Garbage = 4;

    private static readonly TimeSpan HalfDay = TimeSpan.FromHours(12);

    [Fact]
    public async Task DeletedProject_PastTheGrace_ItsContentsAreCollectedAndTheOthersAreThere()
    {
        await using var host = await ExportsTestHost.StartAsync();
        var (gone, stays) = (await CreateAsync(host, "gone"), await CreateAsync(host, "stays"));
        var fromTemplate = await host.Http.CreateProjectAsync("group/built-in", "static-site");
        await CommitAsync(host, gone, ("own.txt", "only here"), ("shared.txt", "in both"));
        await CommitAsync(host, stays, ("own.txt", "only there"), ("shared.txt", "in both"));
        var template = await host.Http.ListFilesAsync(fromTemplate);

        using var deleted = await host.Http.DeleteAsync($"{ApiClientExtensions.Api}/projects/{gone}");
        await JumpAsync(host, halfDays: 3);
        Assert.Contains(CollectionFixture.HashOf("only here"), await ContentsAsync(host));
        await JumpAsync(host, halfDays: 5);

        Assert.DoesNotContain(CollectionFixture.HashOf("only here"), await ContentsAsync(host));
        Assert.Equal("only there", await ReadAsync(host, stays, "own.txt"));
        Assert.Equal("in both", await ReadAsync(host, stays, "shared.txt"));
        Assert.NotEmpty(template);
        foreach (var path in template)
            Assert.NotEmpty(await ReadAsync(host, fromTemplate, path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Collection_CrashAtAnyCommitThenACommitOfWhatItCollects_LosesNothing(bool afterCommit)
    {
        var (before, after) = await CollectAsync(CrashPlan.None());
        Assert.True(after - before >= 5, $"A collection has {after - before} commits?");

        var missed = 0;
        for (var k = before + 1; k <= after; k++)
        {
            var plan = afterCommit ? CrashPlan.AfterCommit(k) : CrashPlan.BeforeCommit(k);
            await CollectAsync(plan);
            missed += plan.Crashed.IsCompleted ? 0 : 1;
        }

        Assert.True(missed <= 1 + (after - before) / 5, $"{missed} of {after - before} crashes never came.");
    }

    /// <summary>Garbage of a commit and of a deletion (<see cref="Garbage"/>), its collection, and a commit that names some of it again.</summary>
    private static async Task<(int Before, int After)> CollectAsync(CrashPlan plan)
    {
        await using var host = await ExportsTestHost.StartAsync(faults: plan, configure: builder =>
            builder.Services.AddSingleton(Mock.Of<ITemplateSource>(source => source.Templates == Array.Empty<ProjectTemplate>())));
        var (changed, kept, gone) = (await CreateAsync(host, "changed"), await CreateAsync(host, "kept"), await CreateAsync(host, "gone"));
        await CommitAsync(host, changed, ("a", "old"));
        await CommitAsync(host, changed, ("a", "new"));
        await CommitAsync(host, kept, ("b", "kept"));
        await CommitAsync(host, gone, ("c", "gone"));
        using var deleted = await host.Http.DeleteAsync($"{ApiClientExtensions.Api}/projects/{gone}");
        var before = plan.Commits.Count;

        host.Clock.Advance(CollectionFixture.PastGrace);
        await Task.WhenAny(host.SettleAsync(), plan.Crashed);
        var after = plan.Commits.Count;
        plan.Disarm();
        Assert.True(plan.Crashed.IsCompleted || plan.Commits.Count(point => point.Operation == "DeleteBlob") == Garbage, "It did not collect it.");
        if (plan.Crashed.IsCompleted)
        {
            await host.CrashAsync();
            await host.RestartAsync();
        }

        await CommitAsync(host, changed, ("again", "old"));
        await JumpAsync(host, halfDays: 7);
        Assert.Equal(["new", "old", "kept"], [await ReadAsync(host, changed, "a"), await ReadAsync(host, changed, "again"), await ReadAsync(host, kept, "b")]);
        var named = new[] { "new", "old", "kept" }.Select(CollectionFixture.HashOf);
        Assert.Equal(named.Order(StringComparer.Ordinal), (await ContentsAsync(host)).Order(StringComparer.Ordinal));
        return (before, after);
    }

    private static Task<long> CreateAsync(EmbeddedTestHost host, string name) => host.Http.CreateProjectAsync($"group/{name}");

    private static async Task CommitAsync(EmbeddedTestHost host, long project, params (string Path, string Text)[] files)
    {
        using var response = await host.Http.CommitAsync(project, files);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<string> ReadAsync(EmbeddedTestHost host, long project, string path)
    {
        using var response = await host.Http.GetFileAsync(project, path);
        Assert.True(response.IsSuccessStatusCode, $"'{path}' is answered with {(int)response.StatusCode}.");
        return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>So that what is due in between runs once, late, and not every minute of many days.</summary>
    private static async Task JumpAsync(EmbeddedTestHost host, int halfDays)
    {
        for (var i = 0; i < halfDays; i++)
        {
            host.Clock.Jump(HalfDay);
            await host.SettleAsync();
        }
    }

    private static async Task<List<string>> ContentsAsync(EmbeddedTestHost host)
    {
        var names = new List<string>();
        await foreach (var blob in host.Services.GetRequiredService<ContentContainer>().Blobs.ListAsync(default))
            names.Add(blob.Name);
        return names;
    }
}
