namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>An archive has a defect; the message is one sentence for whoever supplied it.</summary>
internal sealed class InvalidArchiveException(ArchiveDefect defect, string message, Exception? inner = null) : Exception(message, inner)
{
    public ArchiveDefect Defect { get; } = defect;
}
