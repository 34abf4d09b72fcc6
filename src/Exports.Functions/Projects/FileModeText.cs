using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Http;

namespace Exports.Functions.Projects;

/// <summary>The two modes a file can have, as text.</summary>
internal static class FileModeText
{
    private const string Regular = "0644";
    private const string Executable = "0755";

    public static string ToText(int mode) => mode == ManifestEntry.ExecutableMode ? Executable : Regular;

    /// <summary>Reads the query parameter <c>mode</c>; absent means <c>0644</c>.</summary>
    /// <exception cref="ApiException">400 for any other mode.</exception>
    public static int Parse(string text) => text switch
    {
        "" or Regular => ManifestEntry.RegularMode,
        Executable => ManifestEntry.ExecutableMode,
        _ => throw ApiException.BadRequest($"400 Bad request - mode must be {Regular} or {Executable}"),
    };
}
