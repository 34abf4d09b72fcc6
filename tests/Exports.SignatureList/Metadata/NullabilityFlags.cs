using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Exports.SignatureList.Metadata;

/// <summary>The nullability marks of one type in the order of its tree: 0 unknown, 1 not null, 2 may be null.</summary>
internal sealed class NullabilityFlags(ImmutableArray<byte> flags)
{
    private const string Attribute = "System.Runtime.CompilerServices.NullableAttribute";
    private const string ContextAttribute = "System.Runtime.CompilerServices.NullableContextAttribute";
    private int _next;

    /// <returns><c>?</c> or nothing. One single mark stands for the whole tree.</returns>
    public string Next() => flags[flags.Length == 1 ? 0 : _next++] == 2 ? "?" : "";

    /// <param name="reader">The assembly.</param>
    /// <param name="own">Attributes of the parameter, field or property itself.</param>
    /// <param name="context">What holds where the declaration says nothing.</param>
    public static NullabilityFlags Of(MetadataReader reader, CustomAttributeHandleCollection own, byte context) =>
        new(Read(reader, own, Attribute) ?? [context]);

    /// <returns>The default that a method or type states for what it contains, or null when it states none.</returns>
    public static byte? ContextOf(MetadataReader reader, CustomAttributeHandleCollection attributes) =>
        Read(reader, attributes, ContextAttribute)?[0];

    private static ImmutableArray<byte>? Read(MetadataReader reader, CustomAttributeHandleCollection attributes, string name)
    {
        foreach (var handle in attributes)
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (MetadataNames.OfAttribute(reader, attribute) == name)
            {
                var value = attribute.DecodeValue(TypeNodeProvider.Instance).FixedArguments[0].Value;
                return value is byte single
                    ? [single]
                    : [.. ((ImmutableArray<CustomAttributeTypedArgument<TypeNode>>)value!).Select(item => (byte)item.Value!)];
            }
        }

        return null;
    }
}
