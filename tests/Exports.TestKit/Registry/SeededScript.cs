using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Exports.TestKit.Registry;

/// <summary>Every fault at once, drawn by hashing the seed with what is asked for.</summary>
/// <param name="seed">Another seed, other faults.</param>
/// <param name="longestStep">How long a step takes at most; 4 minutes unless said otherwise.</param>
internal sealed class SeededScript(int seed, TimeSpan? longestStep = null) : IRegistryScript
{
    private static readonly TimeSpan ShortestStep = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _spread = longestStep ?? TimeSpan.FromMinutes(4);

    public RepositoryKind KindOf(string path) => Draw(path, "kind") switch
    {
        < 0.03 => RepositoryKind.Native,
        < 0.06 => RepositoryKind.Unknown,
        < 0.08 => RepositoryKind.Vanishing,
        _ => RepositoryKind.Old,
    };

    public StepScript StepOf(string path, SimulatedStep step, int number)
    {
        var name = $"{step} {number}";
        return new(
            ShortestStep + _spread * Draw(path, $"{name} duration"),
            EndOf(path, name),
            TimeSpan.FromSeconds(5 * Draw(path, $"{name} bite")),
            NotificationOf(path, name));
    }

    public AnswerFault AnswerOf(string path, string method, int number) => Draw(path, $"{method} {number}") switch
    {
        < 0.02 => AnswerFault.Unauthorized,
        < 0.05 => AnswerFault.Unavailable,
        < 0.07 => AnswerFault.Cut,
        < 0.10 => AnswerFault.CutAfterwards,
        < 0.12 => AnswerFault.Slow,
        < 0.125 => AnswerFault.Stalled,
        < 0.13 => AnswerFault.StalledAfterwards,
        _ => AnswerFault.None,
    };

    public int? RetryAfterOf(string path) => Draw(path, "retry after") switch
    {
        < 0.3 => null,
        < 0.9 => (int)(1 + 90 * Draw(path, "retry after seconds")),
        _ => 0,
    };

    /// <summary>A few repositories always hang, and a few always fail.</summary>
    private StepEnd EndOf(string path, string name) => Draw(path, "character") switch
    {
        < 0.04 => StepEnd.Hang,
        < 0.08 => StepEnd.Fail,
        _ => Draw(path, $"{name} end") switch { < 0.05 => StepEnd.Hang, < 0.15 => StepEnd.Fail, _ => StepEnd.Complete },
    };

    private NotificationFault NotificationOf(string path, string name) => Draw(path, $"{name} notification") switch
    {
        < 0.10 => NotificationFault.Lost,
        < 0.20 => NotificationFault.Late,
        < 0.30 => NotificationFault.Duplicated,
        _ => NotificationFault.None,
    };

    /// <returns>From 0 up to, not including, 1.</returns>
    private double Draw(string path, string what)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{path}|{what}"));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) / (double)(1UL << 53);
    }
}
