using Exports.SignatureList.Absence;

namespace Exports.SignatureList.Report;

/// <summary>The list of members that are declared and throw <see cref="NotSupportedException"/>.</summary>
internal static class AbsentSection
{
    public static IEnumerable<string> Lines(AbsentMembers absent)
    {
        yield return "```csharp";
        foreach (var (type, members) in absent.Find())
        {
            yield return $"// {type}";
            foreach (var member in members)
            {
                yield return member;
            }
        }

        yield return "```";
    }
}
