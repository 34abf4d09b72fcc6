using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Binds a <see cref="Microsoft.DurableTask.Client.DurableTaskClient"/>.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>Null takes the host's task hub.</summary>
    public string? TaskHub { get; set; }

    /// <summary>Null takes the host's connection.</summary>
    public string? ConnectionName { get; set; }
}
