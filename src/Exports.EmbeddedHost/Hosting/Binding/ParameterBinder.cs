using Exports.EmbeddedHost.Hosting.Invocation;
using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Hosting.Binding;

/// <summary>Finds the value of one parameter for one invocation.</summary>
/// <exception cref="ParameterValueException">The caller sent a value that does not convert.</exception>
internal delegate object? ParameterBinder(FunctionContext context, FunctionInvocation invocation);
