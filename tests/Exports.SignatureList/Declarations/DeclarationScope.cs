using System.Reflection.Metadata;
using Exports.SignatureList.Metadata;

namespace Exports.SignatureList.Declarations;

/// <summary>What a member's text depends on from around it: the names of type parameters and the nullability default.</summary>
internal sealed record DeclarationScope(
    MetadataReader Reader, IReadOnlyList<string> TypeParameters, IReadOnlyList<string> MethodParameters, byte Nullability)
{
    public TypeText Text => new(TypeParameters, MethodParameters);

    public static DeclarationScope Of(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        byte? nullability = null;
        for (var outer = handle; !outer.IsNil && nullability is null; outer = reader.GetTypeDefinition(outer).GetDeclaringType())
        {
            nullability = NullabilityFlags.ContextOf(reader, reader.GetTypeDefinition(outer).GetCustomAttributes());
        }

        return new DeclarationScope(reader, GenericParameters.Names(reader, type.GetGenericParameters()), [], nullability ?? 0);
    }

    public DeclarationScope Within(MethodDefinition method) => this with
    {
        MethodParameters = GenericParameters.Names(Reader, method.GetGenericParameters()),
        Nullability = NullabilityFlags.ContextOf(Reader, method.GetCustomAttributes()) ?? Nullability,
    };

    public NullabilityFlags Flags(CustomAttributeHandleCollection attributes) => NullabilityFlags.Of(Reader, attributes, Nullability);

    public bool Has(CustomAttributeHandleCollection attributes, string name) =>
        attributes.Any(handle => MetadataNames.OfAttribute(Reader, Reader.GetCustomAttribute(handle)) == name);
}
