using System.ComponentModel.DataAnnotations;

namespace Exports.Functions.Projects;

/// <summary>Settings section <c>Projects</c>.</summary>
internal sealed class ProjectOptions
{
    public const string Section = "Projects";

    internal const int DefaultIdBlockSize = 100;
    internal const int DefaultContentBufferBytes = 1 << 20;
    internal const int DefaultParallelUploads = 16;

    /// <summary>How many ids a process takes from the counter at once; what it has not used when it ends stays unused.</summary>
    /// <value>100</value>
    [Range(1, 10_000)]
    public int IdBlockSize { get; set; } = DefaultIdBlockSize;

    /// <summary>Contents up to this size, in bytes, wait for their upload in memory; larger ones in a temporary file.</summary>
    /// <value>1 MiB</value>
    [Range(4 << 10, 64 << 20)]
    public int ContentBufferBytes { get; set; } = DefaultContentBufferBytes;

    /// <summary>How many contents of one commit are uploaded at the same time.</summary>
    /// <value>16</value>
    [Range(1, 64)]
    public int ParallelUploads { get; set; } = DefaultParallelUploads;
}
