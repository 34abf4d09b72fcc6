namespace Exports.Functions.RegistryImports.Registry;

/// <summary>The registry's answers to the start of a step.</summary>
internal enum StartAnswerKind
{
    /// <summary>202.</summary>
    Started,

    /// <summary>200: native or imported.</summary>
    AlreadyThere,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>409: a final import runs.</summary>
    ImportRunning,

    /// <summary>425: a pre-import runs.</summary>
    PreImportRunning,

    /// <summary>424: the final step was asked for, but the pre-import failed, was cancelled or never done.</summary>
    PreImportMissing,

    /// <summary>429 <c>IMPORT_RATE_LIMIT</c>: the registry runs as many as it can.</summary>
    Busy,

    /// <summary>429 <c>IMPORT_REPOSITORY_NOT_READY</c>: cancelled less than 5 s ago.</summary>
    NotReady,

    /// <summary>401, 5xx, a timeout, no answer, or one that cannot be read: it says nothing about the repository.</summary>
    Unavailable,

    /// <summary>Any other 4xx: the registry does not want this repository.</summary>
    Refused,
}
