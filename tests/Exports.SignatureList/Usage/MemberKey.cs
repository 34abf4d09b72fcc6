using System.Reflection.Metadata;
using Exports.SignatureList.Metadata;

namespace Exports.SignatureList.Usage;

/// <summary>Identifies a member across assemblies: its declaring type, its name and its signature.</summary>
internal readonly record struct MemberKey(string Type, string Name, string Signature)
{
    public static string Of(MethodSignature<TypeNode> signature) =>
        $"{signature.GenericParameterCount}:{signature.ReturnType.Key}({string.Join(',', signature.ParameterTypes.Select(p => p.Key))})";

    public static string Of(TypeNode field) => field.Key;
}
