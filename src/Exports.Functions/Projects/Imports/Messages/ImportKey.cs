namespace Exports.Functions.Projects.Imports.Messages;

/// <summary>One import under one project id. The input of most activities.</summary>
public sealed record ImportKey(long ProjectId, string ImportId);
