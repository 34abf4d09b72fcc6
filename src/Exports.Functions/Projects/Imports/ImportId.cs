namespace Exports.Functions.Projects.Imports;

/// <summary>An import's id: the 32 lower-case hex digits of a version 7 UUID.</summary>
internal static class ImportId
{
    public static string Create(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
}
