using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Exports.SignatureList.Metadata;

/// <summary>Builds <see cref="TypeNode"/> trees for the metadata decoder.</summary>
internal sealed class TypeNodeProvider : ISignatureTypeProvider<TypeNode, object?>, ICustomAttributeTypeProvider<TypeNode>
{
    private const byte ValueTypeKind = 0x11;
    private const string InitOnly = "System.Runtime.CompilerServices.IsExternalInit";

    public static TypeNodeProvider Instance { get; } = new();

    public TypeNode GetPrimitiveType(PrimitiveTypeCode typeCode) =>
        TypeNode.Named("System." + typeCode, typeCode is not (PrimitiveTypeCode.String or PrimitiveTypeCode.Object));

    public TypeNode GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        TypeNode.Named(MetadataNames.Of(reader, handle), rawTypeKind == ValueTypeKind);

    public TypeNode GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        TypeNode.Named(MetadataNames.Of(reader, handle), rawTypeKind == ValueTypeKind);

    public TypeNode GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public TypeNode GetGenericInstantiation(TypeNode genericType, ImmutableArray<TypeNode> typeArguments) =>
        genericType with { Arguments = typeArguments };

    public TypeNode GetGenericTypeParameter(object? genericContext, int index) => new(TypeNodeKind.TypeParameter, $"{index}", []);

    public TypeNode GetGenericMethodParameter(object? genericContext, int index) => new(TypeNodeKind.MethodParameter, $"{index}", []);

    public TypeNode GetSZArrayType(TypeNode elementType) => TypeNode.Wrap(TypeNodeKind.Array, elementType);

    public TypeNode GetArrayType(TypeNode elementType, ArrayShape shape) => TypeNode.Wrap(TypeNodeKind.Array, elementType);

    public TypeNode GetByReferenceType(TypeNode elementType) => TypeNode.Wrap(TypeNodeKind.Reference, elementType);

    public TypeNode GetPointerType(TypeNode elementType) => TypeNode.Wrap(TypeNodeKind.Pointer, elementType);

    public TypeNode GetPinnedType(TypeNode elementType) => elementType;

    public TypeNode GetFunctionPointerType(MethodSignature<TypeNode> signature) => TypeNode.Named("System.IntPtr", isValueType: true);

    public TypeNode GetModifiedType(TypeNode modifier, TypeNode unmodifiedType, bool isRequired) =>
        modifier.Name == InitOnly ? unmodifiedType with { IsInitOnly = true } : unmodifiedType;

    public TypeNode GetSystemType() => TypeNode.Named("System.Type", isValueType: false);

    public bool IsSystemType(TypeNode type) => type.Name == "System.Type";

    public TypeNode GetTypeFromSerializedName(string name) => TypeNode.Named(name.Split(',')[0], isValueType: false);

    /// <summary>Every enum that stands in an attribute here is an <see cref="int"/>; another width would fail the decoding loudly.</summary>
    public PrimitiveTypeCode GetUnderlyingEnumType(TypeNode type) => PrimitiveTypeCode.Int32;
}
