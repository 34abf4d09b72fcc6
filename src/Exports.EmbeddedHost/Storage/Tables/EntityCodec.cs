using System.Text;

namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>An entity's own properties as bytes: a count, then for each its name, its type and its value.</summary>
internal static class EntityCodec
{
    private enum Kind : byte
    {
        Text = 1,
        Int32 = 2,
        Int64 = 3,
        Number = 4,
        Flag = 5,
        Time = 6,
        Id = 7,
        Binary = 8,
    }

    public static byte[] Encode(IReadOnlyDictionary<string, object> properties)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write7BitEncodedInt(properties.Count);
        foreach (var (name, value) in properties)
        {
            writer.Write(name);
            Write(writer, value);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    public static Dictionary<string, object> Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var count = reader.Read7BitEncodedInt();
        var properties = new Dictionary<string, object>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadString();
            properties[name] = Read(reader);
        }

        return properties;
    }

    private static void Write(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.Write((byte)Kind.Text);
                writer.Write(text);
                break;
            case int number:
                writer.Write((byte)Kind.Int32);
                writer.Write(number);
                break;
            case long number:
                writer.Write((byte)Kind.Int64);
                writer.Write(number);
                break;
            case double number:
                writer.Write((byte)Kind.Number);
                writer.Write(number);
                break;
            case bool flag:
                writer.Write((byte)Kind.Flag);
                writer.Write(flag);
                break;
            case DateTimeOffset time:
                writer.Write((byte)Kind.Time);
                writer.Write(time.UtcTicks);
                break;
            case Guid id:
                writer.Write((byte)Kind.Id);
                writer.Write(id.ToByteArray());
                break;
            case byte[] data:
                writer.Write((byte)Kind.Binary);
                writer.Write7BitEncodedInt(data.Length);
                writer.Write(data);
                break;
            default:
                throw new InvalidOperationException($"A {value.GetType()} is not a stored type.");
        }
    }

    private static object Read(BinaryReader reader) => (Kind)reader.ReadByte() switch
    {
        Kind.Text => reader.ReadString(),
        Kind.Int32 => reader.ReadInt32(),
        Kind.Int64 => reader.ReadInt64(),
        Kind.Number => reader.ReadDouble(),
        Kind.Flag => reader.ReadBoolean(),
        Kind.Time => new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
        Kind.Id => new Guid(reader.ReadBytes(16)),
        Kind.Binary => reader.ReadBytes(reader.Read7BitEncodedInt()),
        var kind => throw new InvalidDataException($"The stored entity has a property of unknown kind {kind}."),
    };
}
