namespace Exports.Functions.RegistryImports;

/// <summary>The defaults of <see cref="RegistryImportOptions"/>.</summary>
internal static class RegistryImportDefaults
{
    public const int Capacity = 1;
    public const int MaxRetries = 3;
    public const int MaxTags = 100;
    public const int StartTries = 15;

    public static readonly TimeSpan WaitingTime = TimeSpan.FromMinutes(45);
    public static readonly TimeSpan PreImportTimeout = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan ImportTimeout = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan PreImportTimePerTag = TimeSpan.FromSeconds(0.5);
    public static readonly TimeSpan GuardAfter = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan FirstPoll = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan MaxPoll = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan CancelInterval = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan FirstBackoff = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan MaxBackoff = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan BreakerCooldown = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);
}
