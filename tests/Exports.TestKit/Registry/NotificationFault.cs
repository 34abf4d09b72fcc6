namespace Exports.TestKit.Registry;

/// <summary>What becomes of the one notification of a step's end.</summary>
internal enum NotificationFault
{
    None,
    Lost,

    /// <summary>It comes minutes after the end.</summary>
    Late,

    /// <summary>It comes twice.</summary>
    Duplicated,
}
