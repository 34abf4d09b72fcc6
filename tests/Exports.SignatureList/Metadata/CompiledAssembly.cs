using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Exports.SignatureList.Metadata;

/// <summary>A compiled assembly and its symbols, read as files.</summary>
internal sealed class CompiledAssembly : IDisposable
{
    private readonly PEReader _image;
    private readonly MetadataReaderProvider _symbols;

    private CompiledAssembly(PEReader image, MetadataReaderProvider symbols)
    {
        _image = image;
        _symbols = symbols;
        Reader = image.GetMetadataReader();
        Symbols = symbols.GetMetadataReader();
    }

    public MetadataReader Reader { get; }

    /// <summary>The portable PDB beside the assembly, which knows the source file of every type.</summary>
    public MetadataReader Symbols { get; }

    public static CompiledAssembly Open(string path) => new(
        new PEReader(File.OpenRead(path)),
        MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(path, ".pdb"))));

    public BlobReader? Body(MethodDefinitionHandle method)
    {
        var address = Reader.GetMethodDefinition(method).RelativeVirtualAddress;
        return address == 0 ? null : _image.GetMethodBody(address).GetILReader();
    }

    public void Dispose()
    {
        _image.Dispose();
        _symbols.Dispose();
    }
}
