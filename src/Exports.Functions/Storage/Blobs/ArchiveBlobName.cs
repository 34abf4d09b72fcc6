using System.Globalization;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Storage.Blobs;

/// <summary>The name of an attempt's blob, <c>P16/J/attempt</c>: it says by itself whether anybody still wants it.</summary>
internal static class ArchiveBlobName
{
    public static string Of(AttemptKey attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"{ProjectExportKeys.Partition(attempt.ProjectId)}/{attempt.JobId}/{attempt.Attempt}");

    public static AttemptKey Parse(string name) => name.Split('/') is [var project, var job, var attempt]
        ? new(ProjectExportKeys.ProjectId(project), job, int.Parse(attempt, NumberStyles.None, CultureInfo.InvariantCulture))
        : throw new FormatException($"'{name}' is no archive's name.");
}
