using System.Globalization;

namespace Exports.Functions.RegistryImports.Filing;

/// <summary>The settings that decide where new repositories wait.</summary>
internal static class FilingSettings
{
    /// <summary>Changes exactly when they do.</summary>
    public static string Fingerprint(RegistryImportOptions options) => RepositoryHash.Of(string.Join(
        '\n',
        [
            options.CreatedBefore?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "-",
            .. options.TargetPlans.Order(StringComparer.Ordinal),
            "-",
            .. options.DeniedRoots.Order(StringComparer.Ordinal),
        ]));
}
