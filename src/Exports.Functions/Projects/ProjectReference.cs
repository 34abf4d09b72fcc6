using System.Globalization;

namespace Exports.Functions.Projects;

/// <summary>The <c>:id</c> of a route: a number or a URL-encoded path. Both null when it is neither, and so names no project.</summary>
internal readonly record struct ProjectReference(long? Id, ProjectPath? Path)
{
    /// <summary>
    /// Reads what the router left: the host decodes a path once but keeps <c>%2F</c>, so only that is put back, and nothing is decoded
    /// twice.
    /// </summary>
    public static ProjectReference Parse(string routeValue)
    {
        if (routeValue.Length > 0 && routeValue.All(char.IsAsciiDigit))
        {
            return new(long.TryParse(routeValue, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null, null);
        }

        return new(null, ProjectPath.TryParse(routeValue.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)));
    }
}
