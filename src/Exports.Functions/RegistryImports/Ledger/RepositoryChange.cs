using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.RegistryImports.Ledger;

/// <summary>What an attempt's move found out about its repository.</summary>
/// <param name="Key">The attempt; it changes nothing unless the row holds it.</param>
/// <param name="Turn">The move's number within the attempt, from 1: a change that was made already is not made again.</param>
/// <param name="Verdict">What happened.</param>
internal sealed record RepositoryChange(RepositoryKey Key, int Turn, Verdict Verdict);
