namespace Exports.EmbeddedHost.Hosting.Functions;

/// <summary>Awaits what a method returned, where that can be awaited, and gives the value inside; null for none.</summary>
internal delegate ValueTask<object?> ResultReader(object? returned);
