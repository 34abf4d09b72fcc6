using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports;

/// <summary>What no attribute can say about the settings.</summary>
internal sealed class RegistryImportOptionsValidator : IValidateOptions<RegistryImportOptions>
{
    private static readonly int[] WaitingMinutes = [0, 45, 165];

    public ValidateOptionsResult Validate(string? name, RegistryImportOptions options)
    {
        if (options.Enabled && options.RegistryUrl is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            return Fail("RegistryUrl must be an absolute http or https URL when imports are enabled");
        if (!WaitingMinutes.Any(minutes => options.WaitingTime == TimeSpan.FromMinutes(minutes)))
            return Fail("WaitingTime must be 0, 45 or 165 minutes");
        if (options.NotificationSecret is { } secret && !FitsInAHeader(secret))
            return Fail("NotificationSecret must be what a header can hold: no line breaks, and no spaces at its ends");
        if (options.DeniedRoots.FirstOrDefault(root => root.Contains('/') || !RegistryPath.IsLegal(root)) is { } wrong)
            return Fail($"DeniedRoots holds {wrong}, which is not the first segment of any path");
        return options.MaxPoll < options.FirstPoll || options.MaxBackoff < options.FirstBackoff
            ? Fail("MaxPoll and MaxBackoff must not be shorter than FirstPoll and FirstBackoff")
            : ValidateOptionsResult.Success;
    }

    private static bool FitsInAHeader(string text) =>
        text == text.Trim() && text.All(character => character is >= ' ' and <= '~');

    private static ValidateOptionsResult Fail(string sentence) =>
        ValidateOptionsResult.Fail($"{RegistryImportOptions.Section}: {sentence}.");
}
