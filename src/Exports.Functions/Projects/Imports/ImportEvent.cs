namespace Exports.Functions.Projects.Imports;

/// <summary>What can happen to an import.</summary>
internal enum ImportEvent
{
    Schedule,
    Start,
    Publish,
    Finish,
    Fail,

    /// <summary>Publishing found that it cannot be: the path is taken, or the project to overwrite is gone.</summary>
    Refuse,
}
