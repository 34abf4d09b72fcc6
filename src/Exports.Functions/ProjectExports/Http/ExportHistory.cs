using Exports.Functions.Shared.Paging;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>The list of a project's jobs, newest first. A job keeps its place when it ends.</summary>
internal sealed class ExportHistory(ProjectExportTable table)
{
    /// <exception cref="Shared.Http.ApiException">400 for a token of another list, 405 for a page too deep.</exception>
    public Task<ListPage<ProjectExportJob>> ReadAsync(long projectId, PageRequest page, CancellationToken cancellationToken)
    {
        var name = FormattableString.Invariant($"exports-{projectId}");
        var after = page.Token is { } token ? JobId(PageToken.Read(token, name, parts: 1)[0]) : null;
        int? answerSize = page.IsKeyset ? page.PerPage + 1 : null;
        var jobs = table.ListAsync(projectId, after, answerSize, cancellationToken);
        return PageScan.ReadAsync(page, name, jobs.Select(job => new ListRow<ProjectExportJob>(job, job.JobId)));
    }

    private static string JobId(string text) => ExportJobId.IsValid(text) ? text : throw PageToken.Refused();
}
