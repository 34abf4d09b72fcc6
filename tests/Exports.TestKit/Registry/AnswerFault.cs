namespace Exports.TestKit.Registry;

/// <summary>What becomes of one request.</summary>
internal enum AnswerFault
{
    None,

    /// <summary>401, nothing done.</summary>
    Unauthorized,

    /// <summary>503, nothing done.</summary>
    Unavailable,

    /// <summary>The connection is cut before anything is done.</summary>
    Cut,

    /// <summary>It is done, and the connection is cut before the answer.</summary>
    CutAfterwards,

    /// <summary>It is done at once and answered late.</summary>
    Slow,

    /// <summary>Nothing is done, and no answer comes until the client gives up.</summary>
    Stalled,

    /// <summary>It is done, and no answer comes until the client gives up.</summary>
    StalledAfterwards,
}
