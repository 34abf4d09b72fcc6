using System.Text;
using Exports.Functions.Tests.ProjectExports.Archives.Verification;

namespace Exports.Functions.Tests.Projects.Imports;

/// <summary>Tar headers that no writer of good will makes.</summary>
internal static class RawTar
{
    private const int Record = 512;

    /// <summary>The tar stream of a sound archive up to its files, and then these records and an end marker, compressed.</summary>
    public static byte[] BehindPreamble(params byte[][] records)
    {
        var preamble = new ArchiveBuilder().Version().Project().WithManifest(ArchiveBuilder.Manifest).Tar();
        return ArchiveBuilder.Gzip([.. preamble[..^(2 * Record)], .. records.SelectMany(record => record), .. new byte[2 * Record]]);
    }

    /// <param name="name">The name in the record.</param>
    /// <param name="type">The type flag.</param>
    /// <param name="size">The size that the header claims.</param>
    /// <param name="content">What follows, padded.</param>
    /// <param name="link">What a link points to.</param>
    public static byte[] Entry(string name, char type, long? size = null, byte[]? content = null, string link = "")
    {
        content ??= [];
        var record = new byte[Record];
        Encoding.UTF8.GetBytes(name).CopyTo(record, 0);
        "0000644\0"u8.CopyTo(record.AsSpan(100));
        WriteSize(record.AsSpan(124, 12), size ?? content.Length);
        "00000000000\0"u8.CopyTo(record.AsSpan(136));
        record[156] = (byte)type;
        Encoding.UTF8.GetBytes(link).CopyTo(record, 157);
        "ustar\0"u8.CopyTo(record.AsSpan(257));
        "00"u8.CopyTo(record.AsSpan(263));
        WriteChecksum(record);
        return [.. record, .. content, .. new byte[-content.Length & (Record - 1)]];
    }

    /// <summary>A pax extended header with these records.</summary>
    public static byte[] Pax(params (string Key, string Value)[] records) =>
        Entry("PaxHeaders/x", 'x', content: Encoding.UTF8.GetBytes(string.Concat(records.Select(record => PaxRecord(record.Key, record.Value)))));

    private static string PaxRecord(string key, string value)
    {
        var rest = $" {key}={value}\n";
        var length = Encoding.UTF8.GetByteCount(rest);
        var digits = 1;
        while ((length + digits).ToString(System.Globalization.CultureInfo.InvariantCulture).Length != digits)
            digits++;
        return $"{length + digits}{rest}";
    }

    private static void WriteSize(Span<byte> field, long size)
    {
        if (size < 1L << 33)
        {
            Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')).CopyTo(field);
            return;
        }

        field[0] = 0x80;
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(field[4..], size);
    }

    private static void WriteChecksum(byte[] record)
    {
        record.AsSpan(148, 8).Fill((byte)' ');
        var sum = record.Sum(static value => value);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0')).CopyTo(record, 148);
        record[154] = 0;
    }
}
