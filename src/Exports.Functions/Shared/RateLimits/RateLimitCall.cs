namespace Exports.Functions.Shared.RateLimits;

/// <summary>One request on its way through a limit.</summary>
/// <param name="Limit">Which limit.</param>
/// <param name="Requester">Whose budget.</param>
/// <param name="Subject">What is counted apart, such as a project's id; 0 for everything together.</param>
/// <param name="Allowed">How many a minute, at least 1.</param>
/// <param name="Id">By which a repeated try knows its own count.</param>
internal sealed record RateLimitCall(RateLimit Limit, string Requester, long Subject, int Allowed, string Id);
