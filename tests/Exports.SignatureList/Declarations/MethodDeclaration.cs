using System.Reflection;
using System.Reflection.Metadata;
using Exports.SignatureList.Metadata;

namespace Exports.SignatureList.Declarations;

/// <summary>One method, constructor or operator.</summary>
internal static class MethodDeclaration
{
    private const string Extension = "System.Runtime.CompilerServices.ExtensionAttribute";

    public static string Print(DeclarationScope typeScope, MethodDefinitionHandle handle)
    {
        var method = typeScope.Reader.GetMethodDefinition(handle);
        var scope = typeScope.Within(method);
        var signature = method.DecodeSignature(TypeNodeProvider.Instance, null);
        var parameters = ParameterList.Print(scope, method, signature, isExtension: scope.Has(method.GetCustomAttributes(), Extension));
        return Modifiers(scope.Reader, method) + Name(scope, method, signature) + $"({parameters})"
            + GenericParameters.Constraints(scope, method.GetGenericParameters()) + ";";
    }

    /// <returns>Access, <c>static</c>, <c>abstract</c>, <c>virtual</c>, <c>override</c>, <c>sealed</c>, each with a space behind it.</returns>
    public static string Modifiers(MetadataReader reader, MethodDefinition method)
    {
        var attributes = method.Attributes;
        var declaring = reader.GetTypeDefinition(method.GetDeclaringType());
        return declaring.Attributes.HasFlag(TypeAttributes.Interface)
            ? ""
            : Access(attributes) + (attributes.HasFlag(MethodAttributes.Static) ? "static " : Overriding(attributes));
    }

    public static bool IsVisible(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static string Access(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask) switch
    {
        MethodAttributes.Public => "public ",
        MethodAttributes.Family => "protected ",
        MethodAttributes.FamORAssem => "protected internal ",
        var other => throw new InvalidOperationException($"A member that the product can reach is {other}."),
    };

    private static string Overriding(MethodAttributes attributes)
    {
        if (!attributes.HasFlag(MethodAttributes.Virtual))
        {
            return "";
        }

        var isNew = attributes.HasFlag(MethodAttributes.NewSlot);
        if (attributes.HasFlag(MethodAttributes.Final))
        {
            // A new and final slot is a plain method that implements an interface.
            return isNew ? "" : "sealed override ";
        }

        return attributes.HasFlag(MethodAttributes.Abstract)
            ? isNew ? "abstract " : "abstract override "
            : isNew ? "virtual " : "override ";
    }

    private static string Name(DeclarationScope scope, MethodDefinition method, MethodSignature<TypeNode> signature)
    {
        var name = scope.Reader.GetString(method.Name);
        if (name == ".ctor")
        {
            return TypeText.ShortName(MetadataNames.Of(scope.Reader, method.GetDeclaringType()));
        }

        var result = ParameterList.ReturnType(scope, method, signature);
        return name switch
        {
            "op_Implicit" => $"implicit operator {result}",
            "op_Explicit" => $"explicit operator {result}",
            "op_Equality" => $"{result} operator ==",
            "op_Inequality" => $"{result} operator !=",
            _ => $"{result} {name}{GenericParameters.List(scope.MethodParameters)}",
        };
    }
}
