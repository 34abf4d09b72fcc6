using System.Globalization;

namespace Exports.Functions.Tests;

/// <summary>How much of a campaign one run plays: little enough for every day, all of it where a variable says so, as in CI.</summary>
internal static class CampaignSize
{
    /// <summary>Every n-th fault of a sweep; 4 unless <c>EXPORTS_SWEEP_STRIDE</c> says otherwise. CI takes each.</summary>
    public static int SweepStride { get; } = Read("EXPORTS_SWEEP_STRIDE", 4);

    /// <summary>Random interleavings; 1,000 unless <c>EXPORTS_INTERLEAVINGS</c> says otherwise. CI plays 10,000.</summary>
    public static int Interleavings { get; } = Read("EXPORTS_INTERLEAVINGS", 1000);

    /// <summary>Runs of registry imports under every fault; 2 unless <c>EXPORTS_CHAOS_SEEDS</c> says otherwise. The campaign has 20.</summary>
    public static int ChaosSeeds { get; } = Read("EXPORTS_CHAOS_SEEDS", 2);

    /// <summary>The first of their seeds; 1 unless <c>EXPORTS_CHAOS_FIRST_SEED</c> says otherwise, to play one that failed alone.</summary>
    public static int ChaosFirstSeed { get; } = Read("EXPORTS_CHAOS_FIRST_SEED", 1);

    /// <summary>Repositories in each; 60 unless <c>EXPORTS_CHAOS_REPOSITORIES</c> says otherwise. The campaign has 2,000.</summary>
    public static int ChaosRepositories { get; } = Read("EXPORTS_CHAOS_REPOSITORIES", 60);

    /// <summary>Registered repositories; 20,000 unless <c>EXPORTS_SCALE_REPOSITORIES</c> says otherwise. The design is for 1,000,000.</summary>
    public static int ScaleRepositories { get; } = Read("EXPORTS_SCALE_REPOSITORIES", 20_000);

    /// <exception cref="FormatException">Not a number above 0: a campaign of none would look like a pass.</exception>
    public static int Parse(string? text, int size)
    {
        if (string.IsNullOrEmpty(text))
            return size;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0
            ? given
            : throw new FormatException($"'{text}' is not a number above 0.");
    }

    private static int Read(string variable, int size) => Parse(Environment.GetEnvironmentVariable(variable), size);
}
