using System.Reflection.Metadata;
using Exports.SignatureList.Absence;
using Exports.SignatureList.Metadata;
using Exports.SignatureList.Report;

namespace Exports.Functions.Tests.Documentation;

public sealed class TypeBlockTests : IDisposable
{
    private readonly CompiledAssembly _assembly = CompiledAssembly.Open(typeof(TypeBlockTests).Assembly.Location);

    private TypeDefinition Sample => _assembly.Reader.GetTypeDefinition(SampleHandle);

    private TypeDefinitionHandle SampleHandle => _assembly.Reader.TypeDefinitions.Single(
        handle => MetadataNames.Of(_assembly.Reader, handle) == typeof(DeclarationSample<>).FullName);

    public void Dispose() => _assembly.Dispose();

    [Fact]
    public void Lines_EveryMember_PrintsTheDeclarationAsWritten()
    {
        var members = Sample.GetMethods().Select(handle => (EntityHandle)handle).ToHashSet();

        Assert.Equal(
            [
                "public abstract class DeclarationSample<T> : IDisposable where T : class, IComparable<T>, new()",
                "{",
                "    protected DeclarationSample(string name = \"a\", int? count = null, CancellationToken cancellationToken = default);",
                "    public Dictionary<string, List<T?>>? Nested { get; protected set; }",
                "    public abstract DayOfWeek this[string key] { get; }",
                "    public bool TryGet<TOther>(in Guid id, out TOther? value) where TOther : struct;",
                "    public static implicit operator string?(DeclarationSample<T> sample);",
                "    public string WrittenOnly { init; }",
                "    public string? MayBeNull { get; init; }",
                "    public virtual Task<T?> RunAsync(IReadOnlyList<string?> texts, DayOfWeek day = (DayOfWeek)1, params int[] numbers);",
                "    public void Dispose();",
                "}",
            ],
            TypeBlock.Lines(_assembly.Reader, SampleHandle, members));
    }

    [Theory]
    [InlineData(".ctor", true)]
    [InlineData("RunAsync", true)]
    [InlineData("TryGet", false)]
    [InlineData("Dispose", false)]
    public void AlwaysThrowsNotSupported_Method_TellsWhetherAnythingElseCanHappen(string name, bool expected)
    {
        var method = Sample.GetMethods().Single(handle => _assembly.Reader.GetString(_assembly.Reader.GetMethodDefinition(handle).Name) == name);

        Assert.Equal(expected, ThrowScan.AlwaysThrowsNotSupported(_assembly, method));
    }
}
