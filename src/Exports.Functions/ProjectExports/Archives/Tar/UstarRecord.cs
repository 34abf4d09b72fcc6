using System.Buffers;
using System.Text;

namespace Exports.Functions.ProjectExports.Archives.Tar;

/// <summary>The 512-byte ustar record.</summary>
internal static class UstarRecord
{
    public const byte RegularFile = (byte)'0';
    public const byte ExtendedHeader = (byte)'x';

    public static void Write(IBufferWriter<byte> output, UstarName name, long size, int mode, byte type)
    {
        var record = output.GetSpan(TarHeader.RecordBytes)[..TarHeader.RecordBytes];
        record.Clear();
        Encoding.ASCII.GetBytes(name.Name, record[..100]);
        WriteOctal(record[100..108], mode);
        WriteOctal(record[108..116], 0);
        WriteOctal(record[116..124], 0);
        WriteOctal(record[124..136], size);
        WriteOctal(record[136..148], ArchiveFormat.EntryTime);
        record[156] = type;
        "ustar\0"u8.CopyTo(record[257..]);
        "00"u8.CopyTo(record[263..]);
        WriteOctal(record[329..337], 0);
        WriteOctal(record[337..345], 0);
        Encoding.ASCII.GetBytes(name.Prefix, record[345..500]);
        WriteChecksum(record);
        output.Advance(TarHeader.RecordBytes);
    }

    /// <summary>Digits over the whole field but its last byte, which stays NUL.</summary>
    private static void WriteOctal(Span<byte> field, long value)
    {
        for (var i = field.Length - 2; i >= 0; i--, value >>= 3)
            field[i] = (byte)('0' + (value & 7));
    }

    /// <summary>The sum of the record's bytes, counting its own field as blanks: six digits, NUL, blank.</summary>
    private static void WriteChecksum(Span<byte> record)
    {
        var field = record[148..156];
        field.Fill((byte)' ');
        var sum = 0;
        foreach (var value in record)
            sum += value;
        WriteOctal(field[..7], sum);
    }
}
