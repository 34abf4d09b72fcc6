namespace Exports.Benchmarks.Archives;

/// <summary>How big a generated tree is.</summary>
/// <param name="SmallFiles">Files of 1–20 KiB that look like source code, JSON and prose.</param>
/// <param name="LargeFiles">Files of 1–4 MiB; every second one is random bytes.</param>
internal sealed record TreeSize(int SmallFiles, int LargeFiles)
{
    /// <summary>About 1 GiB.</summary>
    public static readonly TreeSize Full = new(20_000, 300);

    /// <summary>About 64 MiB, in the same proportions.</summary>
    public static readonly TreeSize Short = new(1_250, 19);
}
