using Exports.TestKit.Registry;

namespace Exports.Functions.Tests.RegistryImports.Scenarios;

/// <summary>Another script whose every answer comes; what the steps do stays.</summary>
internal sealed class AnsweringScript(IRegistryScript inner) : IRegistryScript
{
    public RepositoryKind KindOf(string path) => inner.KindOf(path);

    public StepScript StepOf(string path, SimulatedStep step, int number) => inner.StepOf(path, step, number);

    public int? RetryAfterOf(string path) => inner.RetryAfterOf(path);

    public AnswerFault AnswerOf(string path, string method, int number) => AnswerFault.None;
}
