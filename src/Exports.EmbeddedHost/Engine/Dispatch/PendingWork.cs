namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>What one who waits for the end of the work waits for.</summary>
internal enum PendingWork
{
    /// <summary>Messages, steps and commits; activities may run.</summary>
    Steps,

    /// <summary>And every activity but those that wait for something outside the engine.</summary>
    StepsAndActivitiesNotHeld,

    /// <summary>And every activity.</summary>
    All,
}
