namespace Exports.Functions.Tests.Processes;

/// <summary>Fills a folder with files of a fixed pseudo-random content, half of it compressible.</summary>
internal static class GeneratedFolder
{
    private const int LargeFileBytes = 2_000_000;
    private const int SmallFileBytes = 5_000;

    public static void Fill(string folder, int largeFiles, int smallFiles)
    {
        var random = new Random(20_261_121);
        for (var i = 0; i < largeFiles; i++)
        {
            Write(Path.Combine(folder, "large", $"{i:0000}.bin"), LargeFileBytes, random, compressible: i % 2 == 0);
        }

        for (var i = 0; i < smallFiles; i++)
        {
            Write(Path.Combine(folder, "small", $"{i % 10}", $"{i:00000}.txt"), SmallFileBytes, random, compressible: true);
        }
    }

    private static void Write(string path, int bytes, Random random, bool compressible)
    {
        var content = new byte[bytes];
        random.NextBytes(content);
        if (compressible)
        {
            for (var i = 0; i < bytes; i++)
            {
                content[i] = (byte)('a' + (content[i] % 16));
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
