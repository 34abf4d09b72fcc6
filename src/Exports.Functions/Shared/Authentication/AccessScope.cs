namespace Exports.Functions.Shared.Authentication;

/// <summary>What a caller may do; each scope includes the ones before it.</summary>
internal enum AccessScope
{
    /// <summary>Nothing that needs a token.</summary>
    None,

    /// <summary>Read everything.</summary>
    ReadApi,

    /// <summary>Read and change projects, exports and imports.</summary>
    Api,

    /// <summary>Also what concerns other people's work and the service itself.</summary>
    Admin,
}
