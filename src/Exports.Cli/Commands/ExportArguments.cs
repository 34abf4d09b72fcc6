namespace Exports.Cli.Commands;

/// <summary>The command line of <c>exports export</c>.</summary>
internal sealed record ExportArguments
{
    public required string Folder { get; init; }

    /// <value>Null: <c>&lt;folder&gt;_export.tar.gz</c> in the current folder.</value>
    public string? Output { get; init; }

    public bool Overwrite { get; init; }

    /// <value>Null: the product's host is started in this process.</value>
    public Uri? Server { get; init; }

    public string? Token { get; init; }

    public bool SkipSpecial { get; init; }

    /// <summary>Where the in-process host keeps its data.</summary>
    /// <value>Null: a temporary folder that is removed at the end.</value>
    public string? Data { get; init; }
}
