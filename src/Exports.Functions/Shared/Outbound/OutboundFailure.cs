namespace Exports.Functions.Shared.Outbound;

/// <summary>
/// Says why a request got no answer, in our own words: the exception's may repeat what the other side sent, and that may repeat the URL.
/// </summary>
internal static class OutboundFailure
{
    public static string Describe(HttpRequestException failure) => failure switch
    {
        { InnerException: TimeoutException } => "there was no answer in time",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "the host's name could not be resolved",
        { HttpRequestError: HttpRequestError.ConnectionError } => "the host could not be connected to",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "the host's certificate or encryption was not accepted",
        _ => "the connection was broken off",
    };
}
