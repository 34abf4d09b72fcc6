using Microsoft.Azure.Functions.Worker.Builder;

namespace Exports.TestKit.Hosting;

/// <summary>What an application's <c>Program.CreateBuilder</c> looks like.</summary>
internal delegate FunctionsApplicationBuilder ApplicationFactory(string[] args, Action<FunctionsApplicationBuilder>? configure);
