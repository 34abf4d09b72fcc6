using System.Reflection.Metadata;
using Exports.SignatureList.Metadata;

namespace Exports.SignatureList.Report;

/// <summary>Tells the upstream package of a type from the folder it is declared in: <c>Sdk/&lt;package&gt;/…</c>.</summary>
internal static class UpstreamPackage
{
    private const string Marker = "/Sdk/";

    public static string Of(CompiledAssembly host, TypeDefinitionHandle type)
    {
        var path = SourceFiles.Of(host, type)
            ?? throw new InvalidOperationException($"The symbols do not tell where {MetadataNames.Of(host.Reader, type)} is declared.");
        var start = path.IndexOf(Marker, StringComparison.Ordinal);
        if (start < 0)
        {
            throw new InvalidOperationException($"{MetadataNames.Of(host.Reader, type)} has an upstream name but is declared in {path}.");
        }

        return FullName(path[(start + Marker.Length)..].Split('/')[0]);
    }

    private static string FullName(string folder) =>
        folder.StartsWith("Worker", StringComparison.Ordinal) ? $"Microsoft.Azure.Functions.{folder}"
        : folder.StartsWith("DurableTask", StringComparison.Ordinal) ? $"Microsoft.{folder}"
        : $"Azure.{folder}";
}
