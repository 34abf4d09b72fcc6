namespace Exports.EmbeddedHost.Tests.Conformance.Entities;

/// <summary>A text, as a plain class that is its own state.</summary>
internal sealed class TextStore
{
    public string Value { get; set; } = "";

    public string Get() => Value;

    public void Set(string value) => Value = value;
}
