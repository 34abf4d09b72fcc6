using System.Net;
using System.Text.Json;
using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.ProjectExports.Scenarios.Rows;

/// <summary>
/// The statuses of one project as a client sees them that never stops asking, each change once. A question that a dying process leaves
/// unanswered has shown nothing.
/// </summary>
/// <param name="ask">Asks for the project's export.</param>
/// <param name="plan">That of the process which is asked.</param>
internal sealed class StatusLog(Func<Task<HttpResponseMessage>> ask, Func<CrashPlan> plan) : IDisposable
{
    // One question at a time: of two that overlap, the older answer must not be taken for the newer.
    private readonly SemaphoreSlim _asking = new(1);
    private readonly List<string> _statuses = [];

    /// <summary>E.g. <c>none → queued → started</c>.</summary>
    public string Sequence => string.Join(" → ", _statuses);

    public async Task ObserveAsync()
    {
        await _asking.WaitAsync();
        var asked = plan();
        try
        {
            using var answer = await ask();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var body = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
            var status = body.GetProperty("export_status").GetString()!;
            if (_statuses.Count == 0 || _statuses[^1] != status)
                _statuses.Add(status);
        }
        catch (Exception) when (asked.Crashed.IsCompleted)
        {
            // Whoever asked the dead process learned nothing and asks the next one.
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();
}
