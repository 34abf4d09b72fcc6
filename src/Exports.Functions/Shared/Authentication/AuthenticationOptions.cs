namespace Exports.Functions.Shared.Authentication;

/// <summary>Settings section <c>Authentication</c>, and the setting <c>AllowAnonymous</c> beside it.</summary>
internal sealed class AuthenticationOptions
{
    public const string Section = "Authentication";

    /// <summary>The tokens that are accepted. With none, and without <see cref="AllowAnonymous"/>, every request is refused.</summary>
    /// <value>Empty.</value>
    public IList<AccessTokenOptions> Tokens { get; } = [];

    /// <summary>
    /// Whether requests without a token are answered as an administrator's. Accepted on a developer's machine only,
    /// see <see cref="AuthenticationOptionsValidator"/>.
    /// </summary>
    /// <value>False.</value>
    public bool AllowAnonymous { get; set; }
}
