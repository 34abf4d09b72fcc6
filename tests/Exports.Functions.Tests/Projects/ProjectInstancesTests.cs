using Exports.Functions.Projects;
using Exports.Functions.Projects.Commits;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.Projects;

/// <summary>Two instances of the product over one store: nothing in a process decides.</summary>
public sealed class ProjectInstancesTests : IAsyncLifetime
{
    private EmbeddedTestHost _host = null!;

    public async Task InitializeAsync() => _host = await ExportsTestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task NextAsync_OnManyInstances_NeverGivesAnIdTwice()
    {
        var instances = Enumerable.Range(0, 4).Select(_ => Instance<ProjectIdAllocator>()).ToList();

        var ids = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => instances[i % 4].NextAsync(default)));

        Assert.Equal(1000, ids.Distinct().Count());
        Assert.All(ids, id => Assert.InRange(id, 1, ProjectTable.IdLimit - 1));
    }

    [Fact]
    public async Task CreateAsync_SamePathOnTwoInstances_SucceedsOnOne()
    {
        var creators = new[] { Creator(), Creator() };

        for (var round = 0; round < 20; round++)
        {
            var project = NewProject.From(new($"group/p{round}", null, null, null, null));
            var outcomes = await Task.WhenAll(creators.Select(creator => TryCreateAsync(creator, project)));
            Assert.Single(outcomes, created => created is not null);
        }
    }

    [Fact]
    public async Task CreateAsync_PathReservedByACreatorThatDied_GoesOnWithItsId()
    {
        var paths = _host.Services.GetRequiredService<ProjectPathTable>();
        Assert.True(await paths.TryReserveAsync(ProjectPath.Parse("group/name"), 4711, default));
        using var before = await _host.Http.GetAsync("/api/v4/projects/group%2Fname");
        await before.ReadErrorAsync(404);

        Assert.Equal(4711, await _host.Http.CreateProjectAsync("group/name"));
    }

    [Fact]
    public async Task CreateAsync_PathWhoseDeletionDiedHalfWay_TakesItOver()
    {
        var id = await _host.Http.CreateProjectAsync("group/name");
        var projects = _host.Services.GetRequiredService<ProjectTable>();
        var row = await projects.FindAsync(id, default);
        Assert.True(await projects.TryUpdateAsync(row! with { DeletedAt = _host.Clock.GetUtcNow() }, default));

        var next = await _host.Http.CreateProjectAsync("group/name");
        using var repeated = await _host.Http.DeleteAsync($"/api/v4/projects/{id}");

        Assert.NotEqual(id, next);
        await repeated.ReadErrorAsync(202);
        Assert.Equal(next, (await _host.Http.GetJsonAsync("/projects/group%2Fname")).GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task CommitAsync_OnTwoInstances_KeepsEveryCommit()
    {
        var id = await _host.Http.CreateProjectAsync("group/name");
        var committers = new[] { Instance<TreeCommitter>(), Instance<TreeCommitter>() };

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
        {
            var changes = new ChangeSet();
            changes.Put(new ManifestEntry($"file{i:D2}", 0, Exports.Functions.Storage.Blobs.ManifestContainer.EmptyHash, ManifestEntry.RegularMode));
            return committers[i % 2].CommitAsync(id, changes, default);
        }));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"file{i:D2}"), await _host.Http.ListFilesAsync(id));
    }

    private static async Task<ProjectRow?> TryCreateAsync(ProjectCreator creator, NewProject project)
    {
        try
        {
            return await creator.CreateAsync(project, default);
        }
        catch (ApiException taken) when (taken.Status == 409)
        {
            return null;
        }
    }

    private ProjectCreator Creator() => ActivatorUtilities.CreateInstance<ProjectCreator>(
        _host.Services, ActivatorUtilities.CreateInstance<PathReserver>(_host.Services, Instance<ProjectIdAllocator>()));

    private T Instance<T>() => ActivatorUtilities.CreateInstance<T>(_host.Services);
}
