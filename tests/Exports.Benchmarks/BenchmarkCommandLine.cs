using System.CommandLine;
using Exports.Benchmarks.Archives;
using Exports.Benchmarks.Reporting;
using Exports.Benchmarks.Workflows;

namespace Exports.Benchmarks;

/// <summary><c>archive</c>, <c>workflow</c> or <c>all</c>. Exit code 1 when <c>--check</c> is given and a goal is missed.</summary>
internal static class BenchmarkCommandLine
{
    private static readonly Option<FileInfo?> Out = new("--out")
    {
        Description = "Markdown file whose sections are replaced by the results.",
    };

    private static readonly Option<bool> Check = new("--check") { Description = "End with exit code 1 when a goal is missed." };
    private static readonly Option<bool> Short = new("--short")
    {
        Description = "A tree of 64 MiB and fewer workflows, for continuous integration.",
    };

    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "Repetitions; the best counts.",
        DefaultValueFactory = static _ => 3,
    };

    private static readonly Option<DirectoryInfo> Folder = new("--folder")
    {
        Description = "Where trees, archives and databases are written; their disk is part of the measurement.",
        DefaultValueFactory = static _ => new DirectoryInfo(Path.GetTempPath()),
    };

    public static RootCommand Create() => new("Measures the archive writer and the embedded host.")
    {
        CommandOf("archive", "A whole tree into one .tar.gz, beside tar with gzip and with pigz.", ArchiveAsync),
        CommandOf("workflow", "Start, three activities, one entity update, finish.", WorkflowAsync),
        CommandOf("all", "Both.", ArchiveAsync, WorkflowAsync),
    };

    private static Command CommandOf(
        string name, string description, params Func<ParseResult, CancellationToken, Task<ReportSection>>[] benchmarks)
    {
        var command = new Command(name, description) { Out, Check, Short, Rounds, Folder };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var allMet = true;
            foreach (var benchmark in benchmarks)
                allMet &= Publish(await benchmark(arguments, cancellationToken), arguments.GetValue(Out));
            return arguments.GetValue(Check) && !allMet ? 1 : 0;
        });
        return command;
    }

    private static Task<ReportSection> ArchiveAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var size = arguments.GetValue(Short) ? TreeSize.Short : TreeSize.Full;
        return new ArchiveBenchmark(arguments.GetValue(Folder)!.FullName, size, arguments.GetValue(Rounds)).RunAsync(cancellationToken);
    }

    private static Task<ReportSection> WorkflowAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var size = arguments.GetValue(Short) ? WorkflowSize.Short : WorkflowSize.Full;
        return new WorkflowBenchmark(arguments.GetValue(Folder)!.FullName, size).RunAsync(cancellationToken);
    }

    private static bool Publish(ReportSection section, FileInfo? file)
    {
        Console.WriteLine(section.ToMarkdown());
        if (file is not null)
            ReportFile.Replace(file.FullName, section);
        return section.Goals.All(static goal => goal.IsMet);
    }
}
