namespace Exports.Functions.Shared.Http;

/// <summary>The body <c>{"message": …}</c>.</summary>
internal sealed record ApiMessage(string Message);
