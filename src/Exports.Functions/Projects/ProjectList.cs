using System.Globalization;
using Exports.Functions.Shared.Paging;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Projects;

/// <summary>
/// The list of projects, newest first. A project keeps its place, so a list that goes on by token misses and repeats nothing.
/// </summary>
internal sealed class ProjectList(ProjectTable projects)
{
    private const string Name = "projects";

    /// <exception cref="Shared.Http.ApiException">400 for a token of another list, 405 for a page too deep.</exception>
    public Task<ListPage<ProjectRow>> ReadAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var after = page.Token is { } token ? Id(PageToken.Read(token, Name, parts: 1)[0]) : (long?)null;
        int? answerSize = page.IsKeyset ? page.PerPage + 1 : null;
        var rows = projects.ScanAsync(after, answerSize, cancellationToken);
        return PageScan.ReadAsync(page, Name, rows.Select(Row));
    }

    private static ListRow<ProjectRow> Row(ProjectRow row) =>
        new(row.DeletedAt is null ? row : null, row.Id.ToString(CultureInfo.InvariantCulture));

    private static long Id(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id is > 0 and < ProjectTable.IdLimit
            ? id
            : throw PageToken.Refused();
}
