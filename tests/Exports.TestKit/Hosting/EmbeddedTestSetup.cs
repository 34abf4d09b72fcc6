using System.Reflection;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Exports.TestKit.Hosting;

/// <summary>What an <see cref="EmbeddedTestHost"/> runs and how.</summary>
/// <param name="Application">The application's own builder, e.g. <c>Program.CreateBuilder</c>.</param>
/// <param name="FunctionsAssembly">Where its functions are.</param>
internal sealed record EmbeddedTestSetup(ApplicationFactory Application, Assembly FunctionsAssembly)
{
    /// <summary>Application settings. <c>AllowAnonymous</c> is true and the environment is Development unless given here.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Last word on the builder of every process: registrations here win over the application's.</summary>
    public Action<FunctionsApplicationBuilder>? Configure { get; init; }

    /// <summary>How the engine runs.</summary>
    /// <value><see cref="EngineTestDefaults.Mode"/></value>
    /// <summary>Puts a handler around the client's own, to look at whatever the tests are answered.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler> Client { get; init; } = handler => handler;

    public EngineMode Mode { get; init; } = EngineTestDefaults.Mode;

    /// <summary>Where the first process fails. Given one, every commit has one unit, so that commits can be counted.</summary>
    public CrashPlan? Faults { get; init; }

    /// <summary>Puts another observer of commits in front of the crash plan, e.g. storage faults. It has to pass every commit on.</summary>
    public Func<CrashPlan, ICommitObserver>? Observe { get; init; }

    public DateTimeOffset? StartTime { get; init; }
}
