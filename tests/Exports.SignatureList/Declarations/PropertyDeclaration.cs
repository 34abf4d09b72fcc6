using System.Reflection.Metadata;
using Exports.SignatureList.Metadata;

namespace Exports.SignatureList.Declarations;

/// <summary>One property or indexer with its accessors.</summary>
internal static class PropertyDeclaration
{
    private const string Required = "System.Runtime.CompilerServices.RequiredMemberAttribute";

    public static string Print(DeclarationScope typeScope, PropertyDefinitionHandle handle)
    {
        var reader = typeScope.Reader;
        var property = reader.GetPropertyDefinition(handle);
        var accessors = property.GetAccessors();
        var main = reader.GetMethodDefinition(accessors.Getter.IsNil ? accessors.Setter : accessors.Getter);
        var scope = typeScope.Within(main);
        var type = scope.Text.Print(
            property.DecodeSignature(TypeNodeProvider.Instance, null).ReturnType, scope.Flags(property.GetCustomAttributes()));
        var required = scope.Has(property.GetCustomAttributes(), Required) ? "required " : "";
        return $"{MethodDeclaration.Modifiers(reader, main)}{required}{type} {Name(scope, property, main)} {{ {Accessors(reader, accessors)}}}";
    }

    // What an indexer takes is the property's to say: the setter's own parameter would make an indexer of every property without a getter.
    private static string Name(DeclarationScope scope, PropertyDefinition property, MethodDefinition main) =>
        property.DecodeSignature(TypeNodeProvider.Instance, null).ParameterTypes.IsEmpty
            ? scope.Reader.GetString(property.Name)
            : $"this[{ParameterList.Print(scope, main, main.DecodeSignature(TypeNodeProvider.Instance, null), isExtension: false)}]";

    private static string Accessors(MetadataReader reader, PropertyAccessors accessors) =>
        Accessor(reader, accessors.Getter, "get", accessors.Setter) + Accessor(reader, accessors.Setter, "set", accessors.Getter);

    private static string Accessor(MetadataReader reader, MethodDefinitionHandle handle, string keyword, MethodDefinitionHandle other)
    {
        if (handle.IsNil || !MethodDeclaration.IsVisible(reader.GetMethodDefinition(handle).Attributes))
        {
            return "";
        }

        var method = reader.GetMethodDefinition(handle);
        var modifiers = MethodDeclaration.Modifiers(reader, method);
        var isNarrower = keyword == "set" && !other.IsNil
            && modifiers.StartsWith("protected", StringComparison.Ordinal)
            && MethodDeclaration.Modifiers(reader, reader.GetMethodDefinition(other)).StartsWith("public", StringComparison.Ordinal);
        var isInit = method.DecodeSignature(TypeNodeProvider.Instance, null).ReturnType.IsInitOnly;
        return (isNarrower ? "protected " : "") + (isInit ? "init" : keyword) + "; ";
    }
}
