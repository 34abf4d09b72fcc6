namespace Exports.Functions.RegistryImports.Ledger;

/// <summary>What became of a change.</summary>
/// <param name="Row">The row as it is now.</param>
/// <param name="IsRepeat">
/// It is in the row already, written by another run of the same activity, or by this one although it was told that the write failed.
/// This run's own verdict was not written.
/// </param>
internal readonly record struct AppliedChange(RegistryRepository Row, bool IsRepeat);
