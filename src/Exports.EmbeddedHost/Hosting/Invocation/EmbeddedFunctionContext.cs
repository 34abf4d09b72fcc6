using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Hosting.Invocation;

internal sealed class EmbeddedFunctionContext(
    FunctionDefinition definition, InvocationRequest request, IInvocationFeatures features, Activity? activity)
    : FunctionContext
{
    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => definition.Id;

    public override TraceContext TraceContext { get; } = new EmbeddedTraceContext(activity);

    public override BindingContext BindingContext { get; } = new EmbeddedBindingContext(request.BindingData);

    public override RetryContext RetryContext => NoRetries.Instance;

    public override required IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition => definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features => features;

    public override CancellationToken CancellationToken => request.Cancellation;
}
