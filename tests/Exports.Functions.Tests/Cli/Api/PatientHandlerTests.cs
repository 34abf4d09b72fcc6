using System.Net;
using System.Net.Http.Headers;
using Exports.Cli.Api;
using Exports.TestKit.Time;

namespace Exports.Functions.Tests.Cli.Api;

public sealed class PatientHandlerTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<string> _said = [];

    [Fact]
    public async Task Send_TooManyRequests_WaitsAsLongAsTheServerAsks()
    {
        using var server = Answers(TooManyRequests(TimeSpan.FromSeconds(40)), HttpStatusCode.OK);
        using var http = Http(server);

        var sending = http.PostAsync("x", content: null);
        Assert.False(sending.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(39));
        Assert.Single(server.Requests);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.OK, (await AdvanceUntilDoneAsync(sending)).StatusCode);
        Assert.Equal(["the server asks for 40 seconds of patience"], _said);
    }

    [Fact]
    public async Task Send_TooManyRequestsForAnHour_ReturnsTheRefusal()
    {
        using var server = Answers(TooManyRequests(TimeSpan.FromHours(1)));
        using var http = Http(server);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await http.GetAsync("x")).StatusCode);
    }

    [Fact]
    public async Task Send_ReadWhileServerIsUnavailable_TriesAgain()
    {
        using var server = Answers(HttpStatusCode.ServiceUnavailable, HttpStatusCode.BadGateway, HttpStatusCode.OK);
        using var http = Http(server);

        Assert.Equal(HttpStatusCode.OK, (await AdvanceUntilDoneAsync(http.GetAsync("x"))).StatusCode);
        Assert.Equal(TimeSpan.FromMilliseconds(750), _time.GetUtcNow() - ManualTimeProvider.DefaultStart);
    }

    [Fact]
    public async Task Send_WriteWhileServerIsUnavailable_DoesNotRepeatIt()
    {
        using var server = Answers(HttpStatusCode.ServiceUnavailable);
        using var http = Http(server);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.PostAsync("x", content: null)).StatusCode);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Send_ConnectionBreaksBeforeAKeyedWriteIsAnswered_RepeatsIt()
    {
        var calls = 0;
        using var server = new ScriptedServer(_ =>
            ++calls == 1 ? throw new HttpRequestException(HttpRequestError.ResponseEnded) : new HttpResponseMessage());
        using var http = Http(server);
        using var request = new HttpRequestMessage(HttpMethod.Post, "x") { Headers = { { "Idempotency-Key", "k" } } };

        Assert.Equal(HttpStatusCode.OK, (await AdvanceUntilDoneAsync(http.SendAsync(request))).StatusCode);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Send_NobodyListens_FailsAtOnce()
    {
        using var server = new ScriptedServer(_ => throw new HttpRequestException(HttpRequestError.ConnectionError));
        using var http = Http(server);

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("x"));
        Assert.Single(server.Requests);
    }

    private static HttpResponseMessage TooManyRequests(TimeSpan wait)
    {
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter = new RetryConditionHeaderValue(wait);
        return response;
    }

    private static ScriptedServer Answers(params HttpStatusCode[] answers) =>
        Answers([.. answers.Select(status => new HttpResponseMessage(status))]);

    private static ScriptedServer Answers(HttpResponseMessage first, HttpStatusCode second) =>
        Answers([first, new HttpResponseMessage(second)]);

    private static ScriptedServer Answers(params HttpResponseMessage[] answers)
    {
        var left = new Queue<HttpResponseMessage>(answers);
        return new ScriptedServer(_ => left.Dequeue());
    }

    /// <summary>Goes from pause to pause, however the continuations between them are scheduled.</summary>
    private async Task<HttpResponseMessage> AdvanceUntilDoneAsync(Task<HttpResponseMessage> sending)
    {
        while (!sending.IsCompleted)
        {
            if (_time.NextTimer is { } next)
            {
                _time.AdvanceTo(next);
            }

            await Task.Yield();
        }

        return await sending;
    }

    private HttpClient Http(ScriptedServer server) =>
        new(new PatientHandler(server, _time, _said.Add)) { BaseAddress = new Uri("http://server.test/") };
}
