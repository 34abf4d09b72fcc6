namespace Exports.Functions.Projects.Imports;

/// <summary>Why a try to publish did not succeed: for good, with a sentence, or because the project changed under it.</summary>
internal sealed record PublishRefusal(string Sentence, bool IsLost = false)
{
    /// <summary>Read again, decide again.</summary>
    public static readonly PublishRefusal Lost = new("The project changed.", IsLost: true);
}
