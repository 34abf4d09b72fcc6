using System.Reflection;
using System.Reflection.Metadata;
using Exports.SignatureList.Metadata;

namespace Exports.SignatureList.Declarations;

/// <summary>The first line of a type: modifiers, kind, name, bases, constraints.</summary>
internal static class TypeHeader
{
    private const string ReadOnly = "System.Runtime.CompilerServices.IsReadOnlyAttribute";
    private static readonly string[] ImpliedBases = ["object", "ValueType", "Enum"];

    public static string Print(DeclarationScope scope, TypeDefinitionHandle handle)
    {
        var type = scope.Reader.GetTypeDefinition(handle);
        var name = TypeText.ShortName(MetadataNames.Of(scope.Reader, handle)) + GenericParameters.List(scope.TypeParameters);
        var bases = Bases(scope, type);
        return $"public {Kind(scope, type)} {name}"
            + (bases.Count == 0 ? "" : " : " + string.Join(", ", bases))
            + GenericParameters.Constraints(scope, type.GetGenericParameters());
    }

    /// <summary>A type that is named by a base list or a constraint.</summary>
    public static string PrintReference(DeclarationScope scope, EntityHandle handle, CustomAttributeHandleCollection attributes)
    {
        var flags = scope.Flags(attributes);
        return handle.Kind == HandleKind.TypeSpecification
            ? scope.Text.Print(
                scope.Reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(TypeNodeProvider.Instance, null), flags)
            : scope.Text.Print(TypeNode.Named(MetadataNames.Of(scope.Reader, handle)!, isValueType: true), flags);
    }

    public static bool Is(MetadataReader reader, TypeDefinition type, string baseType) => MetadataNames.Of(reader, type.BaseType) == baseType;

    private static string Kind(DeclarationScope scope, TypeDefinition type)
    {
        if (type.Attributes.HasFlag(TypeAttributes.Interface))
        {
            return "interface";
        }

        if (Is(scope.Reader, type, "System.Enum"))
        {
            return "enum";
        }

        if (Is(scope.Reader, type, "System.ValueType"))
        {
            return scope.Has(type.GetCustomAttributes(), ReadOnly) ? "readonly struct" : "struct";
        }

        return (type.Attributes & (TypeAttributes.Abstract | TypeAttributes.Sealed)) switch
        {
            TypeAttributes.Abstract | TypeAttributes.Sealed => "static class",
            TypeAttributes.Abstract => "abstract class",
            TypeAttributes.Sealed => "sealed class",
            _ => "class",
        };
    }

    private static List<string> Bases(DeclarationScope scope, TypeDefinition type)
    {
        var bases = new List<string>();
        if (!type.BaseType.IsNil)
        {
            bases.Add(PrintReference(scope, type.BaseType, type.GetCustomAttributes()));
        }

        bases.AddRange(type.GetInterfaceImplementations().Select(scope.Reader.GetInterfaceImplementation)
            .Select(implementation => PrintReference(scope, implementation.Interface, implementation.GetCustomAttributes()))
            .Order(StringComparer.Ordinal));
        bases.RemoveAll(ImpliedBases.Contains);
        return bases;
    }
}
