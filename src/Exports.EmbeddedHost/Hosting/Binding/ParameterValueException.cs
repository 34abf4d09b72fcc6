namespace Exports.EmbeddedHost.Hosting.Binding;

/// <summary>A caller's value does not fit the parameter it is meant for. The message may be shown to that caller.</summary>
internal sealed class ParameterValueException(string message) : Exception(message);
