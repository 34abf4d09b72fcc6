namespace Exports.Functions.RegistryImports.Ledger;

/// <param name="Event">What leads into the step.</param>
/// <param name="State">The state of a repository in the step.</param>
internal readonly record struct StepEntry(RepositoryEvent Event, RepositoryState State);
