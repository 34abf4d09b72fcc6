using System.CommandLine;

namespace Exports.TestKit.Commands;

/// <summary>What of the test kit can be run by hand.</summary>
internal static class EntryPoint
{
    private static Task<int> Main(string[] args) =>
        new RootCommand("Runs parts of the test kit by hand.") { SimulatorCommandLine.Create(Console.Out) }.Parse(args).InvokeAsync();
}
