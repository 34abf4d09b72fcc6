using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Exports.SignatureList.Metadata;

namespace Exports.SignatureList.Absence;

/// <summary>Finds methods whose whole body is "throw NotSupportedException": no branch comes before the throw.</summary>
internal static class ThrowScan
{
    private const string NotSupported = "System.NotSupportedException";
    private static readonly ImmutableDictionary<int, OpCode> OpCodes = typeof(System.Reflection.Emit.OpCodes).GetFields()
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToImmutableDictionary(code => (int)(ushort)code.Value);

    public static bool AlwaysThrowsNotSupported(CompiledAssembly assembly, MethodDefinitionHandle method)
    {
        if (assembly.Body(method) is not { } body)
        {
            return false;
        }

        var constructsIt = false;
        while (body.RemainingBytes > 0)
        {
            var code = ReadOpCode(ref body);
            if (code == System.Reflection.Emit.OpCodes.Newobj)
            {
                constructsIt = Constructs(assembly.Reader, MetadataTokens.EntityHandle(body.ReadInt32()));
            }
            else if (code == System.Reflection.Emit.OpCodes.Throw)
            {
                return constructsIt;
            }
            else if (code.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return)
            {
                return false;
            }
            else
            {
                body.Offset += OperandBytes(code);
            }
        }

        return false;
    }

    private static OpCode ReadOpCode(ref BlobReader body)
    {
        int value = body.ReadByte();
        return OpCodes[value == 0xFE ? (value << 8) | body.ReadByte() : value];
    }

    private static bool Constructs(MetadataReader reader, EntityHandle constructor) =>
        constructor.Kind == HandleKind.MemberReference
        && MetadataNames.Of(reader, reader.GetMemberReference((MemberReferenceHandle)constructor).Parent) == NotSupported;

    private static int OperandBytes(OpCode code) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
