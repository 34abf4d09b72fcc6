namespace Exports.EmbeddedHost.Hosting.Functions;

/// <summary>What starts a function.</summary>
/// <param name="BindingType">The binding's type as the Functions host names it, e.g. <c>httpTrigger</c>.</param>
internal abstract record FunctionTrigger(string BindingType);
