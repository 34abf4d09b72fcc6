using System.Runtime.CompilerServices;
using System.Text;

namespace Exports.Cli.Registry;

/// <summary>
/// Repositories as comma-separated lines: path, tags, created at, plan, priority, not before. A first line that names its columns changes
/// their order; columns from the fourth on may be missing or empty.
/// </summary>
internal static class CsvLines
{
    private const char Comma = ',';

    public static async IAsyncEnumerable<RepositoryLine> ReadAsync(
        Stream content, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var reader = new StreamReader(content, Encoding.UTF8);
        CsvColumns? columns = null;
        for (var number = 1L; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var fields = line.Split(Comma).Select(Bare).ToArray();
            if (columns is null && fields.Contains(CsvColumns.Path))
            {
                columns = CsvColumns.Named(fields, number);
                continue;
            }

            columns ??= CsvColumns.Usual;
            yield return new(number, columns.ToJson(fields, number));
        }
    }

    /// <summary>No value that a repository has holds a comma, so quotes are only taken off.</summary>
    private static string Bare(string field)
    {
        var trimmed = field.Trim();
        return trimmed is ['"', .., '"'] ? trimmed[1..^1] : trimmed;
    }
}
