namespace Exports.Cli.Commands;

/// <summary>The command line of <c>exports serve</c>.</summary>
internal sealed record ServeArguments
{
    /// <value>Null: the host's own default, <c>http://localhost:7071</c>.</value>
    public string? Urls { get; init; }

    /// <value>Null: <c>.data</c> in the current folder.</value>
    public string? Data { get; init; }

    /// <summary>The token to accept where no settings name any.</summary>
    /// <value>Null: a random one, printed at the start.</value>
    public string? Token { get; init; }
}
