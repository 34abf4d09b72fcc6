using System.Buffers;
using System.Text;

namespace Exports.Functions.ProjectExports.Archives.Tar;

/// <summary>
/// Writes the header of a regular file (POSIX.1-2001): a ustar record, and before it a pax extended header when the name is long or not
/// ASCII, or the size needs more than eleven octal digits. Owner, group and times are fixed, so that equal entries have equal headers.
/// </summary>
internal static class TarHeader
{
    public const int RecordBytes = 512;

    /// <summary>The most a header takes, extended header included.</summary>
    public const int MaxBytes = 2 * RecordBytes + 16 * RecordBytes;

    private const long LargestUstarSize = 0x1_FFFF_FFFF;
    private const string ExtendedHeaderName = "PaxHeaders/entry";

    /// <param name="output">Receives a multiple of <see cref="RecordBytes"/>.</param>
    /// <param name="name">Path with <c>/</c> between segments; its UTF-8 form must leave room for <see cref="MaxBytes"/>.</param>
    /// <param name="size">Length of the content in bytes.</param>
    /// <param name="mode">Permission bits.</param>
    public static void Write(IBufferWriter<byte> output, string name, long size, int mode)
    {
        var fits = UstarName.TrySplit(name, out var split);
        if (!fits || size > LargestUstarSize)
            WriteExtended(output, fits ? null : name, size > LargestUstarSize ? size : null);

        var fallback = fits ? split : UstarName.Abbreviate(name);
        UstarRecord.Write(output, fallback, size > LargestUstarSize ? 0 : size, mode, UstarRecord.RegularFile);
    }

    /// <summary>Bytes from the end of a content to the next record.</summary>
    public static int Padding(long size) => (int)(-size & (RecordBytes - 1));

    private static void WriteExtended(IBufferWriter<byte> output, string? path, long? size)
    {
        var records = new StringBuilder();
        if (path is not null)
            AppendRecord(records, $"path={path}");
        if (size is { } bytes)
            AppendRecord(records, FormattableString.Invariant($"size={bytes}"));

        var data = Encoding.UTF8.GetBytes(records.ToString());
        UstarRecord.Write(output, new UstarName("", ExtendedHeaderName), data.Length, 0b110_100_100, UstarRecord.ExtendedHeader);
        output.Write(data);
        var padding = output.GetSpan(RecordBytes)[..Padding(data.Length)];
        padding.Clear();
        output.Advance(padding.Length);
    }

    /// <summary>A pax record begins with its own length in decimal digits, those digits, the blank and the line feed included.</summary>
    private static void AppendRecord(StringBuilder records, string keyAndValue)
    {
        var rest = Encoding.UTF8.GetByteCount(keyAndValue) + 2;
        var length = rest + Digits(rest);
        length = rest + Digits(length);
        records.Append(System.Globalization.CultureInfo.InvariantCulture, $"{length} {keyAndValue}\n");
    }

    private static int Digits(int number) => number switch { < 10 => 1, < 100 => 2, < 1_000 => 3, < 10_000 => 4, _ => 5 };
}
