using static Exports.Functions.RegistryImports.RepositoryEvent;
using static Exports.Functions.RegistryImports.RepositoryState;

namespace Exports.Functions.RegistryImports;

/// <summary>The one table of a repository's transitions (<c>docs/state-machines.md</c>). A pair that is not listed is refused.</summary>
internal static class RepositoryTransitions
{
    /// <summary>Event, the states it is allowed from, the state it leads to.</summary>
    public static readonly IReadOnlyList<(RepositoryEvent Event, RepositoryState[] From, RepositoryState To)> Table =
    [
        (StartPreImport, [Default, PreImporting, Importing, ImportAborted], PreImporting),
        (FinishPreImport, [PreImporting, Importing, ImportAborted], PreImportDone),
        (StartImport, [PreImportDone, PreImporting, Importing, ImportAborted], Importing),
        (FinishImport, [Default, PreImporting, Importing, ImportAborted], ImportDone),
        (AbortImport, [Default, PreImporting, PreImportDone, Importing], ImportAborted),
        (SkipImport, [Default, PreImporting, PreImportDone, Importing, ImportAborted], ImportSkipped),
        (RetryPreImport, [PreImporting, Importing, ImportAborted], PreImporting),
        (RetryImport, [PreImporting, Importing, ImportAborted], Importing),
        (Reset, [ImportSkipped], Default),
    ];

    /// <returns>The state the event leads to; null when it is refused.</returns>
    public static RepositoryState? Target(RepositoryState from, RepositoryEvent happening)
    {
        var (_, allowed, to) = Table.First(row => row.Event == happening);
        return allowed.Contains(from) ? to : null;
    }
}
