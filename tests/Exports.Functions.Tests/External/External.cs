using System.Diagnostics;

namespace Exports.Functions.Tests;

/// <summary>Programs outside this repository.</summary>
internal static class External
{
    /// <returns>The program's full path, or null when it is not on the search path.</returns>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <returns>What the program wrote to its standard output.</returns>
    public static string Run(string program, params string[] arguments) => RunIn(Environment.CurrentDirectory, program, arguments);

    /// <summary>Runs a program in a folder; it must end well, and its output must not outlive it.</summary>
    public static string RunIn(string folder, string program, params string[] arguments)
    {
        var path = Find(program) ?? throw new InvalidOperationException($"{program} is not installed, and REQUIRE_EXTERNAL=1 demands it.");
        var start = new ProcessStartInfo(path, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What tells this run's own test host and build where they are would mislead another one.
        foreach (var name in start.Environment.Keys.Where(IsOfThisRun).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {error.GetAwaiter().GetResult()}\n{output}");
        return output;
    }

    private static bool IsOfThisRun(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}
