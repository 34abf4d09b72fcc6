namespace Exports.Benchmarks.Archives;

/// <summary>Writes a tree of files that is the same for the same seed, on every machine.</summary>
internal static class TreeGenerator
{
    private const int FilesPerFolder = 100;

    /// <returns>The sum of the files' lengths in bytes.</returns>
    public static long Write(string folder, TreeSize size, int seed)
    {
        var random = new Random(seed);
        var text = new SourceText(random);
        long total = 0;
        for (var i = 0; i < size.SmallFiles; i++)
            total += WriteFile($"{folder}/src/part-{i / FilesPerFolder:000}/file-{i:00000}.cs", text.Next(random.Next(1 << 10, 20 << 10)));
        for (var i = 0; i < size.LargeFiles; i++)
        {
            var bytes = random.Next(1 << 20, 4 << 20);
            total += i % 2 == 0
                ? WriteFile($"{folder}/large/item-{i:000}.json", text.Next(bytes))
                : WriteFile($"{folder}/large/item-{i:000}.bin", RandomBytes(random, bytes));
        }

        return total;
    }

    private static long WriteFile(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return content.Length;
    }

    private static byte[] RandomBytes(Random random, int bytes)
    {
        var content = new byte[bytes];
        random.NextBytes(content);
        return content;
    }
}
