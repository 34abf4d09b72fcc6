namespace Exports.Functions.ProjectExports;

/// <summary>The project of a job no longer exists.</summary>
internal sealed class ProjectGoneException(long projectId) : Exception($"The project {projectId} no longer exists.");
