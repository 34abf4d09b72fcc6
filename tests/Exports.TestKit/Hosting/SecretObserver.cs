using System.Text.RegularExpressions;
using Exports.TestKit.Logging;
using Microsoft.AspNetCore.WebUtilities;

namespace Exports.TestKit.Hosting;

/// <summary>Every token, key and signature that a test sends or is sent becomes a secret of the test.</summary>
internal sealed partial class SecretObserver(SecretWatch secrets) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private static readonly string[] Headers = ["PRIVATE-TOKEN", "x-functions-key"];
    private static readonly string[] Parameters = ["code", "sig", "signature", "private_token", "access_token", "token"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var value in Headers.SelectMany(name => request.Headers.TryGetValues(name, out var values) ? values : []))
            secrets.Add(value);
        secrets.Add(request.Headers.Authorization?.Parameter);
        AddParameters(request.RequestUri);
        var response = await base.SendAsync(request, cancellationToken);
        AddParameters(response.Headers.Location);
        await AddMembersAsync(response.Content, cancellationToken);
        return response;
    }

    [GeneratedRegex("\"secret\"\\s*:\\s*\"([^\"]+)\"")]
    private static partial Regex SecretMember();

    private async Task AddMembersAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentType?.MediaType != "application/json")
            return;

        // Read into the content's own buffer: whoever asked reads it from there.
        await content.LoadIntoBufferAsync(cancellationToken);
        foreach (Match member in SecretMember().Matches(await content.ReadAsStringAsync(cancellationToken)))
            secrets.Add(member.Groups[1].Value);
    }

    private void AddParameters(Uri? address)
    {
        var query = address is { IsAbsoluteUri: true } ? address.Query : address?.OriginalString.Split('?') is [_, var rest] ? rest : "";
        foreach (var (name, values) in QueryHelpers.ParseQuery(query))
        {
            foreach (var value in Parameters.Contains(name, StringComparer.OrdinalIgnoreCase) ? values.ToArray() : [])
                secrets.Add(value);
        }
    }
}
