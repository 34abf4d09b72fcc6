using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Exports.Functions.Tests.Http;

/// <summary>One HTTP function of the product, as its attributes declare it.</summary>
internal sealed record HttpFunction(string Name, AuthorizationLevel Level, string Route, IReadOnlyList<string> Methods)
{
    public static IReadOnlyList<HttpFunction> All { get; } =
    [
        .. from type in typeof(Program).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null)
           where trigger is not null
           orderby function.Name
           select new HttpFunction(function.Name, trigger.AuthLevel, trigger.Route!, trigger.Methods!),
    ];

    /// <summary>The route's parts; those in braces are parameters.</summary>
    public string[] Segments => Route.Split('/');

    /// <summary>An address that this function answers.</summary>
    public string SampleUrl => "/api/" + string.Join('/', Segments.Select(segment => segment.StartsWith('{') ? "1" : segment));

    public override string ToString() => $"{string.Join(',', Methods)} {Route} ({Name})";
}
