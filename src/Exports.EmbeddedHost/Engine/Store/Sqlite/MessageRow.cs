namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>A row of <c>engine_message</c>.</summary>
internal readonly record struct MessageRow(long Seq, int Kind, string Target, string? Execution, long? Due, string Body);
