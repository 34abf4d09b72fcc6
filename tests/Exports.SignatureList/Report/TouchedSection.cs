using Exports.SignatureList.Metadata;
using Exports.SignatureList.Usage;

namespace Exports.SignatureList.Report;

/// <summary>The list of every SDK member that the product touches: a heading per package, a code block per namespace.</summary>
internal static class TouchedSection
{
    public static IEnumerable<string> Lines(CompiledAssembly host, TouchedMembers touched)
    {
        var types = touched.ByType.Keys
            .Select(handle => new { Handle = handle, Name = MetadataNames.Of(host.Reader, handle), Package = UpstreamPackage.Of(host, handle) })
            .OrderBy(type => type.Package, StringComparer.Ordinal)
            .ThenBy(type => type.Name, StringComparer.Ordinal);
        foreach (var package in types.GroupBy(type => type.Package))
        {
            yield return $"### {package.Key}";
            yield return "";
            foreach (var space in package.GroupBy(type => host.Reader.GetString(host.Reader.GetTypeDefinition(type.Handle).Namespace)))
            {
                yield return "```csharp";
                yield return $"namespace {space.Key};";
                foreach (var type in space)
                {
                    yield return "";
                    foreach (var line in TypeBlock.Lines(host.Reader, type.Handle, touched.ByType[type.Handle]))
                    {
                        yield return line;
                    }
                }

                yield return "```";
                yield return "";
            }
        }
    }
}
