namespace Exports.TestKit.Registry;

/// <summary>What a path is to the registry.</summary>
internal enum RepositoryKind
{
    /// <summary>In the old storage, to be moved.</summary>
    Old,

    /// <summary>Made in the new registry.</summary>
    Native,

    /// <summary>Not there at all.</summary>
    Unknown,

    /// <summary>Deleted by its owner while its first pre-import runs.</summary>
    Vanishing,
}
