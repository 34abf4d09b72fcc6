using System.Buffers.Text;

namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>What a pax extended header says about the entry behind it. Times, owners and the like say nothing to us.</summary>
internal readonly record struct PaxRecords(string? Path, long? Size, bool IsSparse)
{
    /// <summary>Reads records of the form <c>length key=value\n</c>, where the length counts the whole record.</summary>
    /// <exception cref="InvalidArchiveException">A record breaks the form.</exception>
    public static PaxRecords Parse(ReadOnlySpan<byte> data)
    {
        var records = new PaxRecords();
        while (!data.IsEmpty)
        {
            if (!Utf8Parser.TryParse(data, out int length, out var digits) || length <= digits + 1 || length > data.Length
                || data[digits] != ' ' || data[length - 1] != '\n')
            {
                throw TarHeaderRecord.Malformed("an extended header's record has a wrong length");
            }

            records = records.With(data[(digits + 1)..(length - 1)]);
            data = data[length..];
        }

        return records;
    }

    private PaxRecords With(ReadOnlySpan<byte> keyAndValue)
    {
        var equals = keyAndValue.IndexOf((byte)'=');
        if (equals <= 0)
            throw TarHeaderRecord.Malformed("an extended header's record has no key");

        var key = keyAndValue[..equals];
        var value = keyAndValue[(equals + 1)..];
        if (key.SequenceEqual("path"u8))
            return this with { Path = TarHeaderRecord.Text(value) };
        if (key.SequenceEqual("size"u8))
            return this with { Size = ParseSize(value) };
        return key.StartsWith("GNU.sparse."u8) ? this with { IsSparse = true } : this;
    }

    private static long ParseSize(ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out long size, out var consumed) && consumed == value.Length && size >= 0
            ? size
            : throw TarHeaderRecord.Malformed("an extended header's size is no number");
}
