using Exports.Functions.RegistryImports;

namespace Exports.Functions.Tests.RegistryImports;

/// <summary>A repository's row for tests of decisions; what a test is about it sets itself.</summary>
internal static class SampleRepository
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static RegistryRepository In(RepositoryState state, string path = "group/app/web") => new()
    {
        Path = path,
        Hash = RepositoryHash.Of(path),
        State = state,
        TagsCount = 10,
        CreatedAt = Now.AddYears(-1),
        StepStartedAt = Now,
        Attempt = 1,
        PlacePartition = "active",
        PlaceRow = RepositoryHash.Of(path),
    };
}
