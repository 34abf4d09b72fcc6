using System.Globalization;
using Exports.Cli.Api;

namespace Exports.Cli.Registry;

/// <summary>
/// <c>add</c>: registers a list of any size, request by request. Repeating it is harmless, and how to go on after an error.
/// </summary>
internal sealed class AddVerb(RegistryImportsClient client, RegistryTerminal terminal)
{
    /// <summary>What the server takes in one request.</summary>
    internal const int BatchSize = 10_000;

    private const string Stdin = "-";

    private RegistrationAnswer _done = RegistrationAnswer.None;

    /// <exception cref="CommandException">The file cannot be read, a line is wrong, or the server refuses.</exception>
    public async Task RunAsync(string file, CancellationToken cancellationToken)
    {
        await using var input = Open(file);
        var source = await OpenAsync(file, input, cancellationToken);
        try
        {
            await foreach (var batch in source.Lines.Chunk(BatchSize).WithCancellation(cancellationToken))
            {
                await SendAsync(batch, cancellationToken);
            }
        }
        catch (RepositoryLineException wrong)
        {
            throw Invalid($"{source.Unit} {wrong.Number}: {wrong.Message}", wrong);
        }
        catch (IOException exception)
        {
            throw Unreadable(file, exception);
        }

        if (_done.Total == 0)
        {
            throw Invalid($"{Name(file)} holds no repository");
        }

        terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"registered {_done.Registered}, updated {_done.Updated}, unchanged {_done.Unchanged}"));
    }

    private async Task SendAsync(RepositoryLine[] batch, CancellationToken cancellationToken)
    {
        try
        {
            _done += await client.RegisterAsync(string.Join('\n', batch.Select(line => line.Json)), cancellationToken);
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sent {_done.Total}"));
        }
        catch (RejectedRepositoryException rejected) when (rejected.Number <= batch.Length)
        {
            throw new RepositoryLineException(batch[rejected.Number - 1].Number, rejected.Message, rejected);
        }
    }

    private CommandException Invalid(string sentence, Exception? cause = null) => new(ExitCode.InputInvalid, sentence, cause)
    {
        Details = _done.Total == 0
            ? []
            : [$"The {_done.Total} repositories sent before are registered; with the line put right, repeat the command."],
    };

    private Stream Open(string file)
    {
        try
        {
            return file == Stdin ? terminal.Input() : File.OpenRead(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, exception);
        }
    }

    private static async Task<RepositorySource> OpenAsync(string file, Stream input, CancellationToken cancellationToken)
    {
        try
        {
            return await RepositorySource.OpenAsync(input, cancellationToken);
        }
        catch (IOException exception)
        {
            throw Unreadable(file, exception);
        }
    }

    private static CommandException Unreadable(string file, Exception exception) =>
        new(ExitCode.FileUnreadable, $"{Name(file)} cannot be read: {exception.Message}", exception);

    private static string Name(string file) => file == Stdin ? "the standard input" : file;
}
