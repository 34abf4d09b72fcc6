namespace Exports.Functions.RegistryImports.Registry;

/// <summary>The registry's answers to the question for a status.</summary>
internal enum StatusAnswerKind
{
    /// <summary>200 with a status that we know.</summary>
    Known,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>Anything else, or nothing: it says nothing about the repository.</summary>
    Unavailable,
}
