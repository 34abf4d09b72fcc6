using System.Reflection.Metadata;
using Exports.SignatureList.Declarations;
using Exports.SignatureList.Metadata;

namespace Exports.SignatureList.Report;

/// <summary>One type with those of its members that are touched, as C# would declare them without bodies.</summary>
internal static class TypeBlock
{
    public static IEnumerable<string> Lines(MetadataReader reader, TypeDefinitionHandle handle, IReadOnlySet<EntityHandle> touched)
    {
        var type = reader.GetTypeDefinition(handle);
        var scope = DeclarationScope.Of(reader, handle);
        if (TypeHeader.Is(reader, type, "System.MulticastDelegate"))
        {
            return [Delegate(scope, type)];
        }

        var members = TypeHeader.Is(reader, type, "System.Enum")
            // The compiler copies the numbers, so which member is used cannot be seen: all of them count.
            ? EnumMembers.Of(reader, type).Select(member => $"{member.Name} = {member.Value},")
            : Members(scope, type, touched).Order(StringComparer.Ordinal);
        string[] body = [.. members.Select(member => "    " + member)];
        var header = TypeHeader.Print(scope, handle);
        return body.Length == 0 ? [header + ";"] : [header, "{", .. body, "}"];
    }

    private static IEnumerable<string> Members(DeclarationScope scope, TypeDefinition type, IReadOnlySet<EntityHandle> touched)
    {
        var accessors = new HashSet<EntityHandle>();
        foreach (var handle in type.GetProperties())
        {
            var pair = scope.Reader.GetPropertyDefinition(handle).GetAccessors();
            accessors.UnionWith([pair.Getter, pair.Setter]);
            if (touched.Contains(pair.Getter) || touched.Contains(pair.Setter))
            {
                yield return PropertyDeclaration.Print(scope, handle);
            }
        }

        foreach (var handle in touched.Except(accessors))
        {
            yield return handle.Kind == HandleKind.FieldDefinition
                ? FieldDeclaration.Print(scope, (FieldDefinitionHandle)handle)
                : MethodDeclaration.Print(scope, (MethodDefinitionHandle)handle);
        }
    }

    /// <summary>A delegate is declared by the signature of its <c>Invoke</c>.</summary>
    private static string Delegate(DeclarationScope scope, TypeDefinition type)
    {
        var reader = scope.Reader;
        var invoke = type.GetMethods().Select(reader.GetMethodDefinition).Single(method => reader.StringComparer.Equals(method.Name, "Invoke"));
        var signature = invoke.DecodeSignature(TypeNodeProvider.Instance, null);
        var inner = scope.Within(invoke);
        var name = TypeText.ShortName(reader.GetString(type.Name)) + GenericParameters.List(scope.TypeParameters);
        var parameters = ParameterList.Print(inner, invoke, signature, isExtension: false);
        return $"public delegate {ParameterList.ReturnType(inner, invoke, signature)} {name}({parameters});";
    }
}
