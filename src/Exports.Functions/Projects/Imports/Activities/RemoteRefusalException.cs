namespace Exports.Functions.Projects.Imports.Activities;

/// <summary>
/// An archive elsewhere cannot be had, and asking again is of no use. The message is for the requester. It never leaves the activity.
/// </summary>
internal sealed class RemoteRefusalException(string message) : Exception(message);
