using System.Collections.ObjectModel;
using Microsoft.AspNetCore.Http;

namespace Exports.EmbeddedHost.Hosting.Invocation;

/// <summary>What a trigger hands over for one run of a function.</summary>
internal sealed record InvocationRequest
{
    /// <summary>See <see cref="FunctionInvocation.TriggerValue"/>.</summary>
    public object? TriggerValue { get; init; }

    /// <summary>What <c>BindingContext.BindingData</c> shows.</summary>
    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>The request of an HTTP function; null otherwise.</summary>
    public HttpContext? Http { get; init; }

    public CancellationToken Cancellation { get; init; }
}
