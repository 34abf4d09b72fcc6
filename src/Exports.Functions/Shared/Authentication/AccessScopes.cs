namespace Exports.Functions.Shared.Authentication;

/// <summary>The scopes as settings and answers write them.</summary>
internal static class AccessScopes
{
    private static readonly string[] Names = ["none", "read_api", "api", "admin"];

    public static string ToName(this AccessScope scope) => Names[(int)scope];

    /// <exception cref="FormatException">The text names no scope of a token.</exception>
    public static AccessScope Parse(string name) =>
        TryParse(name, out var scope) ? scope : throw new FormatException($"'{name}' is none of read_api, api and admin.");

    /// <summary>Reads <c>read_api</c>, <c>api</c> or <c>admin</c>; a token without any scope is not a thing.</summary>
    public static bool TryParse(string? name, out AccessScope scope)
    {
        scope = (AccessScope)Array.IndexOf(Names, name);
        return scope is AccessScope.ReadApi or AccessScope.Api or AccessScope.Admin;
    }
}
