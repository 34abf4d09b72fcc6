using Exports.TestKit.Registry;

namespace Exports.Functions.Tests.RegistryImports.Scenarios;

/// <summary>A registry that does what a test says, step by step, and after that completes everything in a minute.</summary>
internal sealed class PlannedScript : IRegistryScript
{
    private static readonly StepScript Prompt = new(TimeSpan.FromMinutes(1));

    private readonly Dictionary<(string Path, SimulatedStep Step, int Number), StepScript> _steps = [];
    private readonly Dictionary<string, RepositoryKind> _kinds = [];

    /// <summary>What every request meets with at this moment.</summary>
    public AnswerFault Answers { get; set; }

    public PlannedScript Plan(string path, SimulatedStep step, params StepScript[] runs)
    {
        for (var number = 0; number < runs.Length; number++)
            _steps[(path, step, number)] = runs[number];
        return this;
    }

    public PlannedScript Plan(string path, RepositoryKind kind)
    {
        _kinds[path] = kind;
        return this;
    }

    /// <summary>What every 429 asks for.</summary>
    public int? RetryAfter { get; set; }

    public int? RetryAfterOf(string path) => RetryAfter;

    public RepositoryKind KindOf(string path) => _kinds.GetValueOrDefault(path);

    public StepScript StepOf(string path, SimulatedStep step, int number) => _steps.GetValueOrDefault((path, step, number), Prompt);

    public AnswerFault AnswerOf(string path, string method, int number) => Answers;
}
