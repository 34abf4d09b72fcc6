using System.Globalization;
using Exports.Functions.Shared.Paging;

namespace Exports.Functions.RegistryImports.Http;

/// <summary>Where a list over several key ranges goes on: the range's number and the last key.</summary>
internal static class RepositoryPosition
{
    public static string Write(int range, string row) => string.Create(CultureInfo.InvariantCulture, $"{range}:{row}");

    /// <exception cref="Exports.Functions.Shared.Http.ApiException">400: it is not of this list.</exception>
    public static (int Range, string? Row) Parse(string? position, int ranges)
    {
        if (position is null)
            return (0, null);
        var parts = position.Split(':', 2);
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var range)
            && range < ranges && !parts[1].Contains('\'', StringComparison.Ordinal)
                ? (range, parts[1])
                : throw PageToken.Refused();
    }
}
