using System.ComponentModel.DataAnnotations;

namespace Exports.Functions.RegistryImports;

/// <summary>Settings of registry imports, read from the section <c>RegistryImports</c> and checked at start.</summary>
internal sealed class RegistryImportOptions
{
    public const string Section = "RegistryImports";

    /// <summary>The one switch: off, nothing is started. What runs is followed to its end all the same.</summary>
    /// <value>The default is false.</value>
    public bool Enabled { get; set; }

    /// <summary>The registry's address, for example <c>https://registry.example.com</c>. Needed when <see cref="Enabled"/>.</summary>
    public Uri? RegistryUrl { get; set; }

    /// <summary>What the registry shows in <c>Authorization</c> when it notifies us. With none, its notifications are refused.</summary>
    public string? NotificationSecret { get; set; }

    /// <summary>How many repositories may be active at once.</summary>
    /// <value>The default is 1. One of 0, 1, 2, 5, 10, 25 and 40; 0 stops new starts only.</value>
    [AllowedValues(0, 1, 2, 5, 10, 25, 40, ErrorMessage = "Capacity must be 0, 1, 2, 5, 10, 25 or 40.")]
    public int Capacity { get; set; } = RegistryImportDefaults.Capacity;

    /// <summary>How long after the last finished step the next start has to wait.</summary>
    /// <value>The default is 45 minutes. One of 0, 45 and 165 minutes.</value>
    public TimeSpan WaitingTime { get; set; } = RegistryImportDefaults.WaitingTime;

    /// <summary>How many counted attempts a repository has.</summary>
    /// <value>The default is 3.</value>
    [Range(1, 100)]
    public int MaxRetries { get; set; } = RegistryImportDefaults.MaxRetries;

    /// <summary>A repository with more tags is skipped.</summary>
    /// <value>The default is 100; 0 means no limit.</value>
    [Range(0, int.MaxValue)]
    public int MaxTags { get; set; } = RegistryImportDefaults.MaxTags;

    /// <summary>Plans whose repositories move. One without a plan counts as <c>free</c>.</summary>
    /// <value>The default is empty: every plan.</value>
    public string[] TargetPlans { get; set; } = [];

    /// <summary>Only repositories created before this moment move.</summary>
    /// <value>The default is null: all of them.</value>
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>First segments of paths that do not move.</summary>
    /// <value>The default is empty.</value>
    public string[] DeniedRoots { get; set; } = [];

    /// <summary>How long a pre-import may take before the guard cancels it.</summary>
    /// <value>The default is 30 minutes, or <see cref="PreImportTimePerTag"/> for each tag if that is longer.</value>
    [Range(typeof(TimeSpan), "00:00:30", "1.00:00:00")]
    public TimeSpan PreImportTimeout { get; set; } = RegistryImportDefaults.PreImportTimeout;

    /// <value>The default is 0.5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan PreImportTimePerTag { get; set; } = RegistryImportDefaults.PreImportTimePerTag;

    /// <summary>How long a final import, during which nobody can push, may take before the guard cancels it.</summary>
    /// <value>The default is 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:30", "1.00:00:00")]
    public TimeSpan ImportTimeout { get; set; } = RegistryImportDefaults.ImportTimeout;

    /// <summary>From which age of a step on the guard looks at it.</summary>
    /// <value>The default is 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:30", "1.00:00:00")]
    public TimeSpan GuardAfter { get; set; } = RegistryImportDefaults.GuardAfter;

    /// <summary>The first wait between two polls; it doubles up to <see cref="MaxPoll"/>.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FirstPoll { get; set; } = RegistryImportDefaults.FirstPoll;

    /// <value>The default is 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan MaxPoll { get; set; } = RegistryImportDefaults.MaxPoll;

    /// <summary>How long the registry's worker may go on after a cancel that was accepted.</summary>
    /// <value>The default is 5 seconds, the registry's own interval; never less.</value>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan CancelInterval { get; set; } = RegistryImportDefaults.CancelInterval;

    /// <summary>The wait before the next try of an attempt that was aborted; it doubles up to <see cref="MaxBackoff"/>.</summary>
    /// <value>The default is 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FirstBackoff { get; set; } = RegistryImportDefaults.FirstBackoff;

    /// <value>The default is 30 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxBackoff { get; set; } = RegistryImportDefaults.MaxBackoff;

    /// <summary>How often one start is tried while the registry answers 429.</summary>
    /// <value>The default is 15.</value>
    [Range(1, 100)]
    public int StartTries { get; set; } = RegistryImportDefaults.StartTries;

    /// <summary>How long the breaker stays open before it lets one probe through.</summary>
    /// <value>The default is 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan BreakerCooldown { get; set; } = RegistryImportDefaults.BreakerCooldown;

    /// <summary>How long the registry may take for one answer.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:03:00")]
    public TimeSpan RequestTimeout { get; set; } = RegistryImportDefaults.RequestTimeout;
}
