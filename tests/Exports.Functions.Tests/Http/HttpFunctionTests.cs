using Microsoft.Azure.Functions.Worker;

namespace Exports.Functions.Tests.Http;

public class HttpFunctionTests
{
    [Fact]
    public void EveryFunction_IsAnonymousToTheHost() =>
        Assert.All(HttpFunction.All, function => Assert.Equal(AuthorizationLevel.Anonymous, function.Level));

    [Fact]
    public void EveryFunction_NamesItsMethodsAndARouteOfTheApi() => Assert.All(HttpFunction.All, function =>
    {
        Assert.NotEmpty(function.Methods);
        Assert.StartsWith("v4/", function.Route, StringComparison.Ordinal);
    });

    // The Functions host maps routes in listing order and does not sort them, so no address may have two answers.
    [Fact]
    public void NoTwoRoutes_MatchOneAddressWithOneMethod()
    {
        var pairs = from one in HttpFunction.All
                    from other in HttpFunction.All
                    where string.CompareOrdinal(one.Name, other.Name) < 0
                        && one.Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any()
                        && Overlap(one.Segments, other.Segments)
                    select $"{one} and {other}";

        Assert.Empty(pairs);
    }

    [Theory]
    [InlineData("a/{x}", "a/b", true)]
    [InlineData("a/{x}/c", "a/{y}/d", false)]
    [InlineData("a/{*rest}", "a/b/c", true)]
    [InlineData("a", "a/{x}", false)]
    [InlineData("A/b", "a/B", true)]
    public void Overlap_OfTwoTemplates_IsSeen(string one, string other, bool expected) =>
        Assert.Equal(expected, Overlap(one.Split('/'), other.Split('/')));

    private static bool Overlap(ReadOnlySpan<string> one, ReadOnlySpan<string> other)
    {
        if (one.IsEmpty || other.IsEmpty)
        {
            return one.IsEmpty && other.IsEmpty;
        }

        if (IsCatchAll(one[0]) || IsCatchAll(other[0]))
        {
            return true;
        }

        return (IsParameter(one[0]) || IsParameter(other[0]) || string.Equals(one[0], other[0], StringComparison.OrdinalIgnoreCase))
            && Overlap(one[1..], other[1..]);
    }

    private static bool IsParameter(string segment) => segment.StartsWith('{');

    private static bool IsCatchAll(string segment) => segment.StartsWith("{*", StringComparison.Ordinal);
}
