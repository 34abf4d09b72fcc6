using System.CommandLine;
using Exports.Benchmarks;

// An interrupted run gets time to end the host that it started and to delete its folder.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
return await BenchmarkCommandLine.Create().Parse(args).InvokeAsync(invocation);
