namespace Exports.Functions.RegistryImports.Messages;

/// <summary>An activity's input: who asks, for which move, and the move's number within the attempt.</summary>
public sealed record ImportTurn(RepositoryKey Key, int Turn, Move Asked);
