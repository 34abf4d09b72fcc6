using System.Reflection.Metadata;
using Exports.SignatureList.Metadata;

namespace Exports.SignatureList.Declarations;

/// <summary>Members of the enums that an assembly declares.</summary>
internal static class EnumMembers
{
    /// <returns>Every member with its number, in the order of the declaration.</returns>
    public static IEnumerable<(string Name, object? Value)> Of(MetadataReader reader, TypeDefinition type)
    {
        foreach (var handle in type.GetFields())
        {
            var field = reader.GetFieldDefinition(handle);
            if (field.GetDefaultValue() is { IsNil: false } constantHandle)
            {
                var constant = reader.GetConstant(constantHandle);
                yield return (reader.GetString(field.Name), reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode));
            }
        }
    }

    /// <returns><c>Enum.Member</c>, or null when the type is no enum of this assembly.</returns>
    public static string? NameOf(MetadataReader reader, string type, object? value)
    {
        var handle = reader.TypeDefinitions.FirstOrDefault(candidate => MetadataNames.Of(reader, candidate) == type);
        return handle.IsNil || !TypeHeader.Is(reader, reader.GetTypeDefinition(handle), "System.Enum")
            ? null
            : Of(reader, reader.GetTypeDefinition(handle))
                .Where(member => Equals(member.Value, value))
                .Select(member => $"{TypeText.ShortName(type)}.{member.Name}")
                .First();
    }
}
