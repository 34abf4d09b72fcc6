namespace Exports.Functions.Shared.Outbound;

/// <summary>
/// A URL given by a caller leads, by itself, by its name's addresses or by a redirect, to where nothing may be sent. Trying again is
/// of no use. The message names the host and nothing else of the URL.
/// </summary>
internal sealed class ForbiddenDestinationException(string message) : Exception(message);
