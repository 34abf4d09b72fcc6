using System.Globalization;
using System.Text;
using Exports.Functions.RegistryImports.Rules;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.RegistryImports;

/// <summary>
/// The key ranges of <c>docs/registry-imports.md</c>, and which of them a repository belongs to. A key is at most 100 characters and holds
/// none that a table refuses.
/// </summary>
internal static class RepositoryPlaces
{
    public const string Ready = "ready";
    public const string Retry = "retry";
    public const string Active = "active";
    public const string ParkedNotBefore = "parked-not-before";
    public const string ParkedPlan = "parked-plan";
    public const string ParkedDenied = "parked-denied";
    public const string ParkedCreated = "parked-created";
    public const string Done = "done";
    public const string Names = "names";

    public const int MinPriority = -1000;
    public const int MaxPriority = 1000;

    private const int NameLength = 48;
    private const int GroupLength = 16;

    /// <summary>Where rows wait whose settings may change under them.</summary>
    public static IReadOnlyList<string> FiledBySettings { get; } = [Ready, ParkedPlan, ParkedDenied, ParkedCreated];

    /// <summary>Every partition that a repository can be at by its state.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Ready, Retry, Active, ParkedNotBefore, ParkedPlan, ParkedDenied, ParkedCreated, Done,
        .. Enum.GetValues<SkipReason>().Select(Skipped),
    ];

    public static string Skipped(SkipReason reason) => $"skipped-{StoredName.Of(reason)}";

    /// <summary>The state of everybody in a partition; null where only the rows tell.</summary>
    public static RepositoryState? StateOf(string partition) => partition switch
    {
        Active => null,
        Retry => RepositoryState.ImportAborted,
        Done => RepositoryState.ImportDone,
        Ready or ParkedNotBefore or ParkedPlan or ParkedDenied or ParkedCreated => RepositoryState.Default,
        _ => RepositoryState.ImportSkipped,
    };

    public static RepositoryPlace Of(RegistryRepository repository, DateTimeOffset now, RegistryImportOptions options) =>
        repository.State switch
        {
            RepositoryState.Default => OfNew(repository, EligibilityRules.Decide(repository, now, options)),
            RepositoryState.ImportAborted => new(Retry, $"{Moment(NextTry(repository) ?? now)}-{repository.Hash}"),
            RepositoryState.ImportDone => new(Done, Named(repository)),
            RepositoryState.ImportSkipped => new(Skipped(repository.Reason!.Value), Named(repository)),
            _ => new(Active, repository.Hash),
        };

    /// <summary>Where it is listed by name, whatever its state.</summary>
    public static RepositoryPlace OfName(string path, string hash) => new(Names, Named(path, hash));

    /// <summary>
    /// The beginning of a path as a key: a slash is an exclamation mark, what a key cannot hold is an underscore. Only the space that ends
    /// it sorts before the mark, and nothing of a path between the two: <c>a</c>, <c>a/b</c>, <c>a-b</c>.
    /// </summary>
    public static string NameKey(string path)
    {
        var key = new StringBuilder(NameLength);
        foreach (var character in path.AsSpan(0, Math.Min(path.Length, NameLength)))
            key.Append(character is '/' ? '!' : IsPlain(character) ? character : '_');
        return key.ToString();
    }

    /// <summary>Sorts like time: the due ones lie before <see cref="Moment"/> of now.</summary>
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    /// <summary>When its back-off is over and its own date has come: who may not be tried yet does not stand in the others' way.</summary>
    private static DateTimeOffset? NextTry(RegistryRepository repository) =>
        repository.NotBefore > repository.NextTryAt ? repository.NotBefore : repository.NextTryAt;

    private static RepositoryPlace OfNew(RegistryRepository repository, Eligibility eligibility) => eligibility switch
    {
        Eligibility.Denied => new(ParkedDenied, $"{Group(EligibilityRules.Root(repository.Path))}-{Named(repository)}"),
        Eligibility.OtherPlan => new(ParkedPlan, $"{Group(repository.Plan ?? EligibilityRules.DefaultPlan)}-{Named(repository)}"),
        Eligibility.TooNew => new(ParkedCreated, $"{Moment(repository.CreatedAt)}-{repository.Hash}"),
        Eligibility.NotYet => new(ParkedNotBefore, $"{Moment(repository.NotBefore!.Value)}-{repository.Hash}"),
        _ => new(Ready, $"{(MaxPriority - repository.Priority).ToString("D4", CultureInfo.InvariantCulture)}-{Named(repository)}"),
    };

    private static string Group(string text) => RepositoryHash.Of(text)[..GroupLength];

    private static string Named(RegistryRepository repository) => Named(repository.Path, repository.Hash);

    private static string Named(string path, string hash) => $"{NameKey(path)} {hash}";

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_';
}
