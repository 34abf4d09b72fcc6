namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>A call of the product that may be delivered again.</summary>
/// <param name="Text">What it is, for a failure's report.</param>
/// <param name="RunAsync">The call.</param>
internal sealed record Message(string Text, Func<Task> RunAsync)
{
    /// <summary>The job it is for; null for one that may change any.</summary>
    public Func<string?> Job { get; init; } = () => null;

    /// <summary>What it does to a job in the model, given when the call began; false when the model says that it does nothing.</summary>
    public required Func<string, DateTimeOffset, bool> Effect { get; init; }
}
