namespace Exports.Cli.Api;

/// <summary>The answer to a started export.</summary>
internal sealed record ExportAccepted(string? Message, JobAnswer Job);
