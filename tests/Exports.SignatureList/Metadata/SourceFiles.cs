using System.Reflection.Metadata;

namespace Exports.SignatureList.Metadata;

/// <summary>Finds the source file that declares a type, from the symbols.</summary>
internal static class SourceFiles
{
    /// <summary>The compiler's own record for types without a method body (interfaces, enums): kind "type definition documents".</summary>
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    /// <returns>The path with forward slashes, or null when the symbols do not tell.</returns>
    public static string? Of(CompiledAssembly assembly, TypeDefinitionHandle type) =>
        FromMethods(assembly, type) ?? FromTypeRecord(assembly.Symbols, type);

    private static string? FromMethods(CompiledAssembly assembly, TypeDefinitionHandle type)
    {
        foreach (var method in assembly.Reader.GetTypeDefinition(type).GetMethods())
        {
            var document = assembly.Symbols.GetMethodDebugInformation(method.ToDebugInformationHandle()).Document;
            if (!document.IsNil)
            {
                return Name(assembly.Symbols, document);
            }
        }

        return null;
    }

    private static string? FromTypeRecord(MetadataReader symbols, TypeDefinitionHandle type)
    {
        foreach (var handle in symbols.GetCustomDebugInformation(type))
        {
            var record = symbols.GetCustomDebugInformation(handle);
            if (symbols.GetGuid(record.Kind) == TypeDefinitionDocuments)
            {
                var row = symbols.GetBlobReader(record.Value).ReadCompressedInteger();
                return Name(symbols, System.Reflection.Metadata.Ecma335.MetadataTokens.DocumentHandle(row));
            }
        }

        return null;
    }

    private static string Name(MetadataReader symbols, DocumentHandle document) =>
        symbols.GetString(symbols.GetDocument(document).Name).Replace('\\', '/');
}
