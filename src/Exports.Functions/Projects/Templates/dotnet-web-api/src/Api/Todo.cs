namespace Api;

public sealed record Todo(int Id, string Title, bool Done);

/// <summary>What a client sends to create or replace a to-do.</summary>
public sealed record TodoDraft(string? Title, bool Done = false);
