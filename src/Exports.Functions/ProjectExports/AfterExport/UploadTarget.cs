namespace Exports.Functions.ProjectExports.AfterExport;

/// <summary>Where a job uploads its archive to before it is published.</summary>
/// <param name="Host">For whoever looks at the job.</param>
/// <param name="Method">How.</param>
/// <param name="Url">A secret: it may be signed. It stands in the active row alone and goes when the job ends.</param>
internal sealed record UploadTarget(string Host, UploadMethod Method, Uri? Url)
{
    /// <summary>How much of the archive the present try has sent.</summary>
    public long BytesSent { get; init; }

    /// <summary>When the upload is tried again, while it waits for that; nobody beats meanwhile.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>Without the URL, wherever a job may be printed.</summary>
    public override string ToString() => $"{Method} {Host}";

    /// <summary>What is kept of it when the job has ended.</summary>
    public UploadTarget Ended() => this with { Url = null, NextTryAt = null };
}
