namespace Exports.EmbeddedHost.Hosting.Functions;

/// <summary>A message of the durable engine.</summary>
/// <param name="Kind">Orchestration, activity or entity.</param>
/// <param name="DurableName">The name that orchestrators and clients use; the function's name unless the attribute says otherwise.</param>
internal sealed record DurableTrigger(DurableKind Kind, string DurableName) : FunctionTrigger(BindingTypeOf(Kind))
{
    private static string BindingTypeOf(DurableKind kind) => kind switch
    {
        DurableKind.Orchestration => "orchestrationTrigger",
        DurableKind.Activity => "activityTrigger",
        _ => "entityTrigger",
    };
}
