namespace Exports.Functions.RegistryImports.Control;

/// <summary>One slot in use.</summary>
/// <param name="Hash">The repository.</param>
/// <param name="Attempt">The attempt the slot was taken for.</param>
/// <param name="Since">When it was taken.</param>
internal sealed record SlotHolder(string Hash, int Attempt, DateTimeOffset Since);
