using System.Text;
using Exports.Functions.Projects.Manifests;
using FsCheck;
using FsCheck.Fluent;

namespace Exports.Functions.Tests.Projects.Manifests;

public sealed class ManifestPathComparerTests
{
    [Fact]
    public void Compare_AnyText_OrdersAsItsUtf8Bytes() => Prop.ForAll(Text(), Text(), static (x, y) =>
        Math.Sign(ManifestPathComparer.Instance.Compare(x, y)) == Math.Sign(Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y))))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Compare_SurrogatesAndPrivateUse_DiffersFromOrdinal()
    {
        Assert.True(string.CompareOrdinal("😀", "\uffee") < 0);
        Assert.True(ManifestPathComparer.Instance.Compare("😀", "\uffee") > 0);
    }

    /// <summary>Few characters, so that common prefixes are common.</summary>
    private static Arbitrary<string> Text() =>
        Gen.Elements("a", "b", "/", "-", "ü", "\ue000", "\uffee", "😀", "🙃", "𐀀").ListOf().Select(static parts => string.Concat(parts)).ToArbitrary();
}
