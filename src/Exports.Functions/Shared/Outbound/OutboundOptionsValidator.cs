using Microsoft.Extensions.Options;

namespace Exports.Functions.Shared.Outbound;

/// <summary>A mistake in <see cref="OutboundOptions.AllowedHosts"/> would be silently without effect, so it stops the start.</summary>
internal sealed class OutboundOptionsValidator : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options)
    {
        var wrong = options.AllowedHosts.FirstOrDefault(host => Uri.CheckHostName(host) is UriHostNameType.Unknown);
        return wrong is null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{OutboundOptions.Section}:AllowedHosts: '{wrong}' is neither a host name nor an address.");
    }
}
