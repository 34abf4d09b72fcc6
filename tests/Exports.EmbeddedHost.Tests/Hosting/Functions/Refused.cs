using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;

namespace Exports.EmbeddedHost.Tests.Hosting.Functions;

/// <summary>Functions that the host has to refuse, one reason each.</summary>
public static class Refused
{
    internal sealed class InternalClass
    {
        [Function("Refused")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
        }
    }

    public static class InternalMethod
    {
        [Function("Refused")]
        internal static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
        }
    }

    public static class NoTrigger
    {
        [Function("Refused")]
        public static void Run(FunctionContext context)
        {
        }
    }

    public static class TwoTriggers
    {
        [Function("Refused")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, [HttpTrigger] HttpRequest request)
        {
        }
    }

    public static class AsyncVoid
    {
        [Function("Refused")]
        public static async void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => await Task.Yield();
    }

    public static class UnfillableParameter
    {
        [Function("Refused")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, Uri store)
        {
        }
    }

    public static class BadRoute
    {
        [Function("Refused")]
        public static void Run([HttpTrigger(Route = "items/{id")] HttpRequest request)
        {
        }
    }

    public static class BadName
    {
        [Function("not a name")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
        }
    }

    public static class HttpReturnsText
    {
        [Function("Refused")]
        public static Task<string> Run([HttpTrigger] HttpRequest request) => Task.FromResult("");
    }

    public static class TimerReturnsNumber
    {
        [Function("Refused")]
        public static int Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => 1;
    }

    public static class GenericMethod
    {
        [Function("Refused")]
        public static void Run<T>([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
        }
    }

    public abstract class AbstractClass
    {
        [Function("Refused")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
        }
    }

    public static class ReferenceParameter
    {
        [Function("Refused")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, ref int count)
        {
        }
    }

    public static class TwoOrchestrationInputs
    {
        [Function("Refused")]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context, string first, string second) => Task.CompletedTask;
    }

    public static class UnknownTrigger
    {
        [Function("Refused")]
        public static void Run([UnknownTrigger] string message)
        {
        }
    }

    public static class UnknownInput
    {
        [Function("Refused")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, [UnknownInput] string row)
        {
        }
    }

    public static class HttpBoundToText
    {
        [Function("Refused")]
        public static void Run([HttpTrigger] string body)
        {
        }
    }

    public static class ClientBoundToObject
    {
        [Function("Refused")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, [DurableClient] object client)
        {
        }
    }

    public static class RouteValueAsUri
    {
        [Function("Refused")]
        public static void Run([HttpTrigger(Route = "go/{link}")] HttpRequest request, Uri link)
        {
        }
    }

    public static class Twin1
    {
        [Function("Twin")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
        }
    }

    public static class Twin2
    {
        [Function("TWIN")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
        }
    }

    public static class SameActivity
    {
        [Function("First")]
        public static int First([ActivityTrigger(Activity = "Shared")] int input) => input;

        [Function("Second")]
        public static int Second([ActivityTrigger(Activity = "shared")] int input) => input;
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class UnknownTriggerAttribute : TriggerBindingAttribute;

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class UnknownInputAttribute : InputBindingAttribute;
}
