namespace Exports.Functions.RegistryImports.Rules;

/// <summary>Which new repositories may be started, by the settings and their own date.</summary>
internal static class EligibilityRules
{
    /// <summary>What a repository without a plan counts as.</summary>
    public const string DefaultPlan = "free";

    public static Eligibility Decide(RegistryRepository repository, DateTimeOffset now, RegistryImportOptions options)
    {
        if (options.DeniedRoots.Contains(Root(repository.Path), StringComparer.Ordinal))
            return Eligibility.Denied;
        if (options.TargetPlans.Length > 0 && !options.TargetPlans.Contains(repository.Plan ?? DefaultPlan, StringComparer.Ordinal))
            return Eligibility.OtherPlan;
        if (repository.CreatedAt >= options.CreatedBefore)
            return Eligibility.TooNew;
        return repository.NotBefore > now ? Eligibility.NotYet : Eligibility.Ready;
    }

    public static bool HasTooManyTags(RegistryRepository repository, RegistryImportOptions options) =>
        options.MaxTags > 0 && repository.TagsCount > options.MaxTags;

    /// <summary>The first segment of a path: the root namespace.</summary>
    public static string Root(string path) => path.Split('/', 2)[0];
}
