using System.Security.Cryptography;
using Exports.Functions.Housekeeping.Contents;

namespace Exports.Functions.Tests.Housekeeping.Contents;

public sealed class HashMarksTests
{
    private const int Values = 20_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(ulong.MaxValue)]
    public void Contains_WhatWasAdded_IsAlwaysFound(ulong seed)
    {
        var marks = Filled(seed);

        Assert.All(Enumerable.Range(0, Values), i => Assert.True(marks.Contains(Hash(i))));
        Assert.Equal(Values, marks.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(123456789)]
    [InlineData(ulong.MaxValue)]
    public void Contains_TheRestAtTenBitsPerValue_IsTakenForAddedInOneOfAHundred(ulong seed)
    {
        var marks = Filled(seed);

        Assert.InRange(Others().Count(hash => marks.Contains(hash)), 0, Values / 50);
    }

    [Fact]
    public void Contains_WithAnotherSeed_MakesOtherMistakes()
    {
        var once = Filled(1);
        var mistakes = Others().Where(hash => once.Contains(hash)).ToList();

        var again = Filled(0x9E3779B97F4A7C15);
        Assert.NotEmpty(mistakes);
        Assert.InRange(mistakes.Count(hash => again.Contains(hash)), 0, Math.Max(3, mistakes.Count / 10));
    }

    [Theory]
    [InlineData("")]
    [InlineData("readme.txt")]
    [InlineData("zz0816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Contains_WhatIsNoHash_CountsAsAdded(string name)
    {
        var marks = new HashMarks(1024, 1);

        Assert.True(marks.Contains(name));
        Assert.Throws<FormatException>(() => marks.Add(name));
    }

    private static HashMarks Filled(ulong seed)
    {
        var marks = new HashMarks(Values * 10 / 8, seed);
        for (var i = 0; i < Values; i++)
            marks.Add(Hash(i));
        return marks;
    }

    private static IEnumerable<string> Others() => Enumerable.Range(Values, Values).Select(Hash);

    private static string Hash(int i) => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(i)));
}
