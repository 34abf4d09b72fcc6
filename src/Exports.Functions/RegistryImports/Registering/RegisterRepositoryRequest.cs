namespace Exports.Functions.RegistryImports.Registering;

/// <summary>One repository as a caller registers it.</summary>
/// <param name="Path">Its path at the registry.</param>
/// <param name="TagsCount">How many tags it has.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="Plan">Its owner's plan; <c>free</c> unless said otherwise.</param>
/// <param name="Priority">Higher goes first, from -1000 to 1000; 0 unless said otherwise.</param>
/// <param name="NotBefore">It is not started before this moment.</param>
internal sealed record RegisterRepositoryRequest(
    string? Path, int? TagsCount, DateTimeOffset? CreatedAt, string? Plan = null, int? Priority = null, DateTimeOffset? NotBefore = null)
{
    internal const int MaxPlanLength = 50;

    /// <summary>A table holds no earlier time; a date that nobody set is the year 1 to many a client.</summary>
    private static readonly DateTimeOffset EarliestTime = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Fault()
    {
        if (!RegistryPath.IsLegal(Path))
            return "path is not a repository path of at most 255 characters";
        if (TagsCount is not >= 0)
            return "tags_count must be a number of at least 0";
        if (CreatedAt is null)
            return "created_at is missing";
        if (CreatedAt < EarliestTime || NotBefore < EarliestTime)
            return $"{(CreatedAt < EarliestTime ? "created_at" : "not_before")} is before the year {EarliestTime.Year}";
        if (Plan is { Length: 0 or > MaxPlanLength })
            return $"plan must have 1 to {MaxPlanLength} characters";
        return Priority is < RepositoryPlaces.MinPriority or > RepositoryPlaces.MaxPriority
            ? $"priority must be from {RepositoryPlaces.MinPriority} to {RepositoryPlaces.MaxPriority}"
            : null;
    }
}
