using System.Reflection;
using System.Reflection.Metadata;
using Exports.SignatureList.Metadata;

namespace Exports.SignatureList.Declarations;

/// <summary>The parameters of a method with names, modifiers and defaults.</summary>
internal static class ParameterList
{
    private const string Params = "System.ParamArrayAttribute";

    public static string Print(DeclarationScope scope, MethodDefinition method, MethodSignature<TypeNode> signature, bool isExtension)
    {
        var parameters = BySequence(scope.Reader, method);
        var texts = signature.ParameterTypes.Select((type, index) => Print(scope, type, parameters[index + 1]));
        return (isExtension ? "this " : "") + string.Join(", ", texts);
    }

    public static string ReturnType(DeclarationScope scope, MethodDefinition method, MethodSignature<TypeNode> signature)
    {
        var flags = BySequence(scope.Reader, method).TryGetValue(0, out var own)
            ? scope.Flags(own.GetCustomAttributes())
            : new NullabilityFlags([scope.Nullability]);
        return scope.Text.Print(signature.ReturnType, flags);
    }

    private static Dictionary<int, Parameter> BySequence(MetadataReader reader, MethodDefinition method) =>
        method.GetParameters().Select(reader.GetParameter).ToDictionary(parameter => parameter.SequenceNumber);

    private static string Print(DeclarationScope scope, TypeNode type, Parameter parameter)
    {
        var attributes = parameter.GetCustomAttributes();
        var text = scope.Text.Print(type, scope.Flags(attributes));
        return $"{Modifier(scope, type, parameter)}{text} {scope.Reader.GetString(parameter.Name)}{Default(scope.Reader, type, parameter)}";
    }

    private static string Modifier(DeclarationScope scope, TypeNode type, Parameter parameter)
    {
        if (type.Kind != TypeNodeKind.Reference)
        {
            return scope.Has(parameter.GetCustomAttributes(), Params) ? "params " : "";
        }

        return parameter.Attributes.HasFlag(ParameterAttributes.Out) ? "out "
            : parameter.Attributes.HasFlag(ParameterAttributes.In) ? "in "
            : "ref ";
    }

    private static string Default(MetadataReader reader, TypeNode type, Parameter parameter)
    {
        if (!parameter.Attributes.HasFlag(ParameterAttributes.Optional))
        {
            return "";
        }

        if (parameter.GetDefaultValue() is not { IsNil: false } handle)
        {
            return " = default";
        }

        var constant = reader.GetConstant(handle);
        var value = reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
        return " = " + (EnumMembers.NameOf(reader, type.Name, value) ?? Literal(type, value));
    }

    private static string Literal(TypeNode type, object? value) => value switch
    {
        null => type.IsValueType && type.Name != "System.Nullable`1" ? "default" : "null",
        bool truth => truth ? "true" : "false",
        string text => $"\"{text}\"",
        var number when type.Arguments.Count == 0 && !TypeText.HasKeyword(type.Name) => $"({TypeText.ShortName(type.Name)}){number}",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}
