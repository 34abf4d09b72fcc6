using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Exports.Functions.Shared.Authentication;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.Shared.OpenApi;

/// <summary>The document against the HTTP functions as their attributes declare them.</summary>
public partial class OpenApiRouteTests
{
    [Fact]
    public void Operations_AreTheFunctionsRoutesAndMethodsAndNoOthers()
    {
        var functions = from function in HttpFunction.All
                        from method in function.Methods
                        select $"{method} /{function.Route.Replace("{*", "{", StringComparison.Ordinal)} {OperationId(function.Name, method)}";
        var operations = ApiDescription.Operations.Select(operation => $"{operation.Method} /v4{operation.Path} {operation.Id}");

        Assert.Equal(functions.Order(StringComparer.Ordinal), operations.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void PathParameters_AreThoseOfTheRoute() => Assert.All(ApiDescription.Operations, operation =>
    {
        var named = Braces.Matches(operation.Path).Select(match => match.Groups[1].Value);
        var described = operation.Parameters.Where(parameter => parameter["in"]!.GetValue<string>() == "path").ToList();

        Assert.Equal(named.Order(), described.Select(parameter => parameter["name"]!.GetValue<string>()).Order());
        Assert.All(described, parameter => Assert.True(parameter["required"]!.GetValue<bool>()));
    });

    [Fact]
    public void Parameters_EachHaveADescriptionOrAreStandardHeaders() => Assert.All(
        ApiDescription.Operations.SelectMany(operation => operation.Parameters),
        parameter => Assert.True(parameter["description"] is not null || parameter["in"]!.GetValue<string>() == "header"));

    [Fact]
    public void Errors_AreAllMessages()
    {
        var errors = from operation in ApiDescription.Operations
                     where operation.Method != "head"
                     from response in operation.Responses
                     where response.Key[0] is '4' or '5' && response.Key is not ("412" or "416")
                     select (Where: $"{operation} {response.Key}", Body: ApiDescription.Resolve(response.Value!)["content"]?["application/json"]);

        Assert.All(errors, error => Assert.Equal("#/components/schemas/ApiMessage", error.Body?["schema"]?["$ref"]?.GetValue<string>()));
    }

    [Fact]
    public void Operations_ThatNeedAToken_SayHowTheyRefuse() => Assert.All(ApiDescription.Operations, operation =>
    {
        var function = HttpFunction.All.Single(function => operation.Id == OperationId(function.Name, operation.Method));
        var isOpen = AccessPolicy.RequiredFor(function.Name, operation.Method) == AccessScope.None;

        Assert.Equal(isOpen, operation.Node["security"] is JsonArray { Count: 0 });
        Assert.Equal(!isOpen, operation.Response(401) is not null && operation.Response(403) is not null);
        Assert.NotNull(operation.Response(500));
    });

    [Fact]
    public void Operations_EachHaveASummaryAndADeclaredTag()
    {
        var tags = ApiDescription.Root["tags"]!.AsArray().Select(tag => tag!["name"]!.GetValue<string>()).ToList();

        Assert.Equal(tags.Distinct(), tags);
        Assert.All(ApiDescription.Operations, operation =>
        {
            Assert.NotNull(operation.Node["summary"]);
            Assert.Contains(Assert.Single(operation.Node["tags"]!.AsArray())!.GetValue<string>(), tags);
        });
    }

    // Ids are unique, so the second method of a function needs a name of its own.
    private static string OperationId(string function, string method) => method == "head" ? function + "Head" : function;

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Braces { get; }
}
