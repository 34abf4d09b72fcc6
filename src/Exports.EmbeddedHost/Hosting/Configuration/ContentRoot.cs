using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Exports.EmbeddedHost.Hosting.Configuration;

/// <summary>The folder of host.json and local.settings.json; relative data folders start here.</summary>
internal static class ContentRoot
{
    /// <summary>
    /// <c>--contentRoot</c>, else <c>DOTNET_CONTENTROOT</c>, else the nearest folder with a host.json from the working folder upwards (as
    /// Core Tools looks for it), else the program's folder if it has one, else the working folder.
    /// </summary>
    public static string Find(string[] args)
    {
        var asked = new ConfigurationBuilder().AddCommandLine(args).Build()[HostDefaults.ContentRootKey]
            ?? Environment.GetEnvironmentVariable("DOTNET_CONTENTROOT");
        if (asked is not null)
        {
            return Directory.Exists(asked)
                ? Path.GetFullPath(asked)
                : throw new HostStartException($"The content root '{asked}' does not exist.");
        }

        var here = Directory.GetCurrentDirectory();
        return Nearest(here) ?? (HasHostJson(AppContext.BaseDirectory) ? AppContext.BaseDirectory : here);
    }

    /// <summary>The folder itself or the nearest one above it that has a host.json.</summary>
    internal static string? Nearest(string folder) => Upwards(folder).FirstOrDefault(HasHostJson);

    private static bool HasHostJson(string folder) => File.Exists(Path.Combine(folder, HostJson.FileName));

    private static IEnumerable<string> Upwards(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            yield return current.FullName;
        }
    }
}
