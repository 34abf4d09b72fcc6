namespace Exports.Functions.ProjectExports;

/// <summary>What can happen to a job.</summary>
internal enum ExportJobEvent
{
    Enqueue,
    Start,
    Finish,
    Fail,
}
