namespace Exports.Functions.Shared.Authentication;

/// <summary>Who sent a request: the token's name and scope.</summary>
internal sealed record Requester(string Name, AccessScope Scope)
{
    /// <summary>The requester of a request without a token, where that is allowed.</summary>
    public static readonly Requester Anonymous = new("anonymous", AccessScope.Admin);
}
