namespace Exports.Functions.RegistryImports.Registry;

/// <summary>The registry's answers to a cancellation.</summary>
internal enum CancelAnswerKind
{
    /// <summary>202: recorded at once, but the worker looks only every 5 s and may still be running.</summary>
    Accepted,

    /// <summary>400: nothing is in progress; the present status is in the answer, as a rule.</summary>
    NotInProgress,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>Anything else: it was not taken.</summary>
    Unavailable,

    /// <summary>No answer: it may have been taken.</summary>
    NoAnswer,
}
