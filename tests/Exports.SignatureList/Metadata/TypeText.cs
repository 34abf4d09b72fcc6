namespace Exports.SignatureList.Metadata;

/// <summary>Prints types as C# does: keywords, short names, question marks.</summary>
internal sealed class TypeText(IReadOnlyList<string> typeParameters, IReadOnlyList<string> methodParameters)
{
    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.Char"] = "char",
        ["System.Double"] = "double",
        ["System.Int16"] = "short",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.Object"] = "object",
        ["System.SByte"] = "sbyte",
        ["System.Single"] = "float",
        ["System.String"] = "string",
        ["System.UInt16"] = "ushort",
        ["System.UInt32"] = "uint",
        ["System.UInt64"] = "ulong",
        ["System.Void"] = "void",
        ["System.Decimal"] = "decimal",
    };

    /// <param name="type">The type to print.</param>
    /// <param name="flags">Its nullability marks in the compiler's order; consumed on the way.</param>
    public string Print(TypeNode type, NullabilityFlags flags)
    {
        switch (type.Kind)
        {
            case TypeNodeKind.Reference:
            case TypeNodeKind.Pointer:
                return Print(type.Arguments[0], flags) + (type.Kind == TypeNodeKind.Pointer ? "*" : "");
            case TypeNodeKind.Array:
                var mark = flags.Next();
                return $"{Print(type.Arguments[0], flags)}[]{mark}";
            case TypeNodeKind.TypeParameter:
                return typeParameters[int.Parse(type.Name, null)] + flags.Next();
            case TypeNodeKind.MethodParameter:
                return methodParameters[int.Parse(type.Name, null)] + flags.Next();
            default:
                return PrintNamed(type, flags);
        }
    }

    /// <summary>Whether C# has a word of its own for the type: its literals need no cast.</summary>
    public static bool HasKeyword(string fullName) => Keywords.ContainsKey(fullName);

    /// <summary>The name without namespace, arity and enclosing types' namespace.</summary>
    public static string ShortName(string fullName)
    {
        var afterNamespace = fullName[(fullName.LastIndexOf('.', fullName.Split('+')[0].Length - 1) + 1)..];
        return string.Join('.', afterNamespace.Split('+').Select(part => part.Split('`')[0]));
    }

    private string PrintNamed(TypeNode type, NullabilityFlags flags)
    {
        // The compiler writes a mark for each reference type and for each generic value type, none for plain value types.
        var mark = type.IsValueType && type.Arguments.Count == 0 ? "" : flags.Next();
        if (type.Name == "System.Nullable`1")
        {
            return Print(type.Arguments[0], flags) + "?";
        }

        var name = Keywords.TryGetValue(type.Name, out var keyword) ? keyword : ShortName(type.Name);
        var arguments = type.Arguments.Count == 0 ? "" : $"<{string.Join(", ", type.Arguments.Select(a => Print(a, flags)))}>";
        return name + arguments + (type.IsValueType ? "" : mark);
    }
}
