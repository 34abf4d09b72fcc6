using System.Reflection;

namespace Exports.EmbeddedHost.Hosting.Functions;

/// <summary>A method that wants to be a function, and the errors that name it.</summary>
internal sealed record FunctionSource(string Name, MethodInfo Method)
{
    /// <param name="why">Goes on after the method's name, without the full stop.</param>
    public HostStartException Refuse(string why) => new(Sentence(why));

    public NotSupportedException NotSupported(string why) => new(Sentence(why));

    private string Sentence(string why) => $"Function '{Name}' ({Method.DeclaringType!.FullName}.{Method.Name}) {why}.";
}
