using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace Exports.EmbeddedHost.Storage;

/// <summary>The raw response an SDK call carries along: a status and a few headers, no body.</summary>
internal sealed class StoreResponse : Response
{
    private readonly List<HttpHeader> _headers = [];

    private StoreResponse(int status) => Status = status;

    public override int Status { get; }

    public override string ReasonPhrase => string.Empty;

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = string.Empty;

    public override bool IsError => Status >= 400;

    public static StoreResponse Of(int status) => new(status);

    public static StoreResponse Of(int status, ETag tag)
    {
        var response = new StoreResponse(status);
        if (tag != default)
        {
            response._headers.Add(new HttpHeader(HttpHeader.Names.ETag, tag.ToString("H")));
        }

        return response;
    }

    /// <summary>The response behind a refusal, for calls that answer with it instead of throwing.</summary>
    public static StoreResponse Of(RequestFailedException refusal)
    {
        var response = new StoreResponse(refusal.Status);
        response._headers.Add(new HttpHeader("x-ms-error-code", refusal.ErrorCode ?? string.Empty));
        return response;
    }

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => _headers;

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = _headers.Find(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).Value;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
