using System.ComponentModel.DataAnnotations;
using Exports.Functions.ProjectExports.Archives.Verification;

namespace Exports.Functions.Projects.Imports;

/// <summary>Settings of project imports, read from the section <c>ProjectImports</c> and checked at start.</summary>
internal sealed class ImportOptions
{
    public const string Section = "ProjectImports";

    /// <summary>How long an import may take from its request until it is failed.</summary>
    /// <value>The default is 6 hours.</value>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Deadline { get; set; } = ImportDefaults.Deadline;

    /// <summary>How long one activity verifies or stores files before it hands over to the next, at a file's end.</summary>
    /// <value>The default is 4 minutes. Passing what earlier activities did comes on top.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:09:00")]
    public TimeSpan SegmentTimeLimit { get; set; } = ImportDefaults.SegmentTimeLimit;

    /// <summary>How often a running activity looks whether its import has been ended by somebody else.</summary>
    /// <value>The default is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Heartbeat { get; set; } = ImportDefaults.Heartbeat;

    /// <summary>The longest archive that is fetched from elsewhere, in bytes. An upload's limit is <c>Http:MaxBodyBytes</c>.</summary>
    /// <value>The default is 10 GiB.</value>
    [Range(1L, 150L << 30)]
    public long MaxArchiveBytes { get; set; } = ImportDefaults.MaxArchiveBytes;

    /// <summary>The most bytes that an archive's files may have together.</summary>
    /// <value>The default is 25 GiB.</value>
    [Range(0L, 1L << 40)]
    public long MaxTotalBytes { get; set; } = ImportDefaults.MaxTotalBytes;

    /// <summary>The most files that an archive may hold.</summary>
    /// <value>The default is 1,000,000.</value>
    [Range(0L, 100_000_000L)]
    public long MaxFiles { get; set; } = ImportDefaults.MaxFiles;

    /// <summary>The longest manifest, in bytes. A large one waits in a temporary file.</summary>
    /// <value>The default is 256 MiB.</value>
    [Range(0L, 1L << 34)]
    public long MaxManifestBytes { get; set; } = ImportDefaults.MaxManifestBytes;

    /// <summary>How many times its own size an archive may expand to, judged once 16 MiB have come out.</summary>
    /// <value>The default is 500. Nothing that gzip makes expands more than about 1,030 times.</value>
    [Range(1, 2000)]
    public int MaxExpansion { get; set; } = ImportDefaults.MaxExpansion;

    /// <summary>How many bytes of a remote archive one request asks for, where its server serves parts.</summary>
    /// <value>The default is 64 MiB.</value>
    [Range(1L, 1L << 32)]
    public long FetchPieceBytes { get; set; } = ImportDefaults.FetchPieceBytes;

    /// <summary>How long one activity may fetch. A server that does not serve parts has to send everything in this time.</summary>
    /// <value>The default is 8 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:09:00")]
    public TimeSpan FetchTimeLimit { get; set; } = ImportDefaults.FetchTimeLimit;

    /// <summary>How long an ended import's record is kept.</summary>
    /// <value>The default is 7 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan Retention { get; set; } = ImportDefaults.Retention;

    /// <summary>From which age on the sweep may fail an import that has no orchestration.</summary>
    /// <value>The default is 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan NeverStartedAfter { get; set; } = ImportDefaults.NeverStartedAfter;

    /// <summary>From which age on the sweep may remove what a request staged that never got as far as a record.</summary>
    /// <value>The default is 15 minutes, several times the longest request.</value>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan DanglingAfter { get; set; } = ImportDefaults.DanglingAfter;

    /// <summary>What an archive may cost its reader.</summary>
    public ArchiveLimits Limits => new(MaxFiles, MaxTotalBytes, MaxExpansion, MaxManifestBytes);
}
