using System.Security.Cryptography;
using Exports.Functions.ProjectExports.Archives.Hashing;
using FsCheck;
using FsCheck.Fluent;

namespace Exports.Functions.Tests.ProjectExports.Archives.Hashing;

public sealed class ResumableSha256Tests
{
    [Fact]
    public void Finish_AnyDataInAnyPieces_EqualsTheFramework() => Prop.ForAll<byte[][]>(static pieces =>
    {
        var hash = ResumableSha256.FromState(null);
        foreach (var piece in pieces)
            hash.Append(piece);
        return hash.Finish() == Expected(pieces);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void FromState_AfterEveryPiece_EqualsTheFramework() => Prop.ForAll<byte[][]>(static pieces =>
    {
        var hash = ResumableSha256.FromState(null);
        foreach (var piece in pieces)
        {
            hash.Append(piece);
            hash = ResumableSha256.FromState(hash.ExportState());
        }

        return hash.Finish() == Expected(pieces);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Finish_EveryLengthAroundTheBlocks_EqualsTheFramework()
    {
        var data = new byte[300];
        new Random(1).NextBytes(data);
        for (var length = 0; length <= data.Length; length++)
        {
            var hash = ResumableSha256.FromState(null);
            hash.Append(data.AsSpan(0, length));
            Assert.Equal(Expected([data[..length]]), hash.Finish());
        }
    }

    [Fact]
    public void Finish_Megabytes_EqualsTheFramework()
    {
        var data = new byte[5_000_003];
        new Random(2).NextBytes(data);
        var hash = ResumableSha256.FromState(null);

        hash.Append(data);

        Assert.Equal(Expected([data]), hash.Finish());
    }

    [Fact]
    public void ExportState_AnyLength_IsShort()
    {
        var hash = ResumableSha256.FromState(null);
        hash.Append(new byte[127]);
        Assert.InRange(hash.ExportState().Length, 1, 140);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64")]
    public void FromState_NotAState_Refuses(string state) => Assert.Throws<FormatException>(() => ResumableSha256.FromState(state));

    [Fact]
    public void FromState_CountThatDisagreesWithTheBytes_Refuses()
    {
        var state = new byte[32 + 8 + 3];
        state[39] = 2;
        Assert.Throws<FormatException>(() => ResumableSha256.FromState(Convert.ToBase64String(state)));
    }

    private static string Expected(IEnumerable<byte[]> pieces) => Convert.ToHexStringLower(SHA256.HashData([.. pieces.SelectMany(static piece => piece)]));
}
