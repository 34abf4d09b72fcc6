namespace Exports.Cli.Api;

/// <summary>How much of the project the running attempt has written.</summary>
internal sealed record ProgressAnswer(long FilesDone, long FilesTotal, long BytesDone, long BytesTotal);
