namespace Exports.Functions.Projects.Imports.Activities;

/// <summary>
/// An archive elsewhere could not be had this time. It has no inner exception: that one's text may repeat parts of the URL, and what
/// leaves an activity is kept in histories and logs.
/// </summary>
internal sealed class RemoteFaultException(string message) : Exception(message);
