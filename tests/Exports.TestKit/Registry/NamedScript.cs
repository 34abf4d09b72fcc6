namespace Exports.TestKit.Registry;

/// <summary>
/// Does what the first word of a path's last segment says: <c>native</c>, <c>unknown</c>, <c>vanishing</c>, <c>hanging</c>,
/// <c>failing</c>. Everything else completes, and every answer comes.
/// </summary>
internal sealed class NamedScript(TimeSpan stepTime) : IRegistryScript
{
    public RepositoryKind KindOf(string path) => WordOf(path) switch
    {
        "native" => RepositoryKind.Native,
        "unknown" => RepositoryKind.Unknown,
        "vanishing" => RepositoryKind.Vanishing,
        _ => RepositoryKind.Old,
    };

    public StepScript StepOf(string path, SimulatedStep step, int number) => new(stepTime, EndOf(path), TimeSpan.FromSeconds(3));

    public AnswerFault AnswerOf(string path, string method, int number) => AnswerFault.None;

    public int? RetryAfterOf(string path) => null;

    private static StepEnd EndOf(string path) => WordOf(path) switch
    {
        "hanging" => StepEnd.Hang,
        "failing" => StepEnd.Fail,
        _ => StepEnd.Complete,
    };

    private static string WordOf(string path) => path[(path.LastIndexOf('/') + 1)..].Split('-')[0];
}
