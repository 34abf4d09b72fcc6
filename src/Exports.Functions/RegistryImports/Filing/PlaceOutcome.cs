namespace Exports.Functions.RegistryImports.Filing;

/// <summary>What the filing did about one place.</summary>
internal enum PlaceOutcome
{
    Left,

    /// <summary>Its repository was brought to another place.</summary>
    Refiled,

    /// <summary>It led nowhere.</summary>
    Removed,
}
