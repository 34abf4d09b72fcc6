using Microsoft.DurableTask;

namespace Exports.Functions.Projects.Imports;

/// <summary>Reads the failure of an import's activity.</summary>
internal static class ImportFault
{
    /// <summary>
    /// The innermost message, its first line: the outer ones only say which task failed, and below the first line the storage client
    /// puts headers that are not the requester's business.
    /// </summary>
    public static string Text(TaskFailureDetails failure) =>
        failure.InnerFailure is { } inner ? Text(inner) : failure.ErrorMessage.Split('\n', 2)[0].TrimEnd('\r');
}
