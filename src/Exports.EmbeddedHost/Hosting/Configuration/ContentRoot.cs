using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Exports.EmbeddedHost.Hosting.Configuration;

/// <summary>The folder of host.json and local.settings.json; relative data folders start here.</summary>
internal static class ContentRoot
{
    /// <summary>
    /// <c>--contentRoot</c>, else <c>DOTNET_CONTENTROOT</c>, else the first of working folder and program folder that has a host.json,
    /// else the working folder.
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
        string[] candidates = [here, AppContext.BaseDirectory];
        return candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, HostJson.FileName))) ?? here;
    }
}
