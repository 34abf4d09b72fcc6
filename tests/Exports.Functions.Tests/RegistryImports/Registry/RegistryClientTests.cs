using System.Globalization;
using System.Net;
using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Registry;
using Exports.TestKit.Time;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Tests.RegistryImports.Registry;

/// <summary>The API table of the registry, answer by answer.</summary>
public sealed class RegistryClientTests
{
    private const string NotReadyBody = """{"errors":[{"code":"IMPORT_REPOSITORY_NOT_READY","message":"wait"}]}""";
    private const string BusyBody = """{"errors":[{"code":"IMPORT_RATE_LIMIT"}]}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(202, "", StartAnswerKind.Started)]
    [InlineData(200, "", StartAnswerKind.AlreadyThere)]
    [InlineData(404, "", StartAnswerKind.NotFound)]
    [InlineData(409, "", StartAnswerKind.ImportRunning)]
    [InlineData(425, "", StartAnswerKind.PreImportRunning)]
    [InlineData(424, "", StartAnswerKind.PreImportMissing)]
    [InlineData(429, BusyBody, StartAnswerKind.Busy)]
    [InlineData(429, NotReadyBody, StartAnswerKind.NotReady)]
    [InlineData(429, "", StartAnswerKind.Busy)]
    [InlineData(401, "", StartAnswerKind.Unavailable)]
    [InlineData(408, "", StartAnswerKind.Unavailable)]
    [InlineData(500, "<html>", StartAnswerKind.Unavailable)]
    [InlineData(503, "", StartAnswerKind.Unavailable)]
    [InlineData(302, "", StartAnswerKind.Unavailable)]
    [InlineData(400, "", StartAnswerKind.Refused)]
    [InlineData(422, "[]", StartAnswerKind.Refused)]
    [InlineData(429, """{"errors":[{"code":"\ud800"}]}""", StartAnswerKind.Busy)]
    [InlineData(400, """{"detail":"\ud800"}""", StartAnswerKind.Refused)]
    internal async Task StartAsync_Answer_HasItsMeaning(int status, string body, StartAnswerKind expected) =>
        Assert.Equal(expected, (await Client(ScriptedRegistry.Answers(status, body)).StartAsync("group/app", ImportStep.PreImport, default)).Kind);

    [Theory]
    [InlineData("7", 7)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public async Task StartAsync_RetryAfter_IsTheRegistrysWish(string? header, int? seconds)
    {
        var answer = await Client(ScriptedRegistry.Answers(429, BusyBody, header)).StartAsync("group/app", ImportStep.Import, default);

        Assert.Equal(seconds is { } known ? TimeSpan.FromSeconds(known) : null, answer.RetryAfter);
    }

    [Fact]
    public async Task StartAsync_RetryAfterADate_IsTheTimeUntilThen()
    {
        var clock = new ManualTimeProvider();
        var header = clock.GetUtcNow().AddSeconds(40).ToString("R", CultureInfo.InvariantCulture);

        var answer = await Client(ScriptedRegistry.Answers(429, BusyBody, header), clock).StartAsync("group/app", ImportStep.Import, default);

        Assert.Equal(TimeSpan.FromSeconds(40), answer.RetryAfter);
    }

    [Theory]
    [InlineData(ImportStep.PreImport, "https://registry.example/gitlab/v1/import/group/my.app_1/?import_type=pre")]
    [InlineData(ImportStep.Import, "https://registry.example/gitlab/v1/import/group/my.app_1/?import_type=final")]
    public async Task StartAsync_Address_HasTheTrailingSlashAndTheStep(ImportStep step, string expected)
    {
        var registry = ScriptedRegistry.Answers(202);

        await Client(registry).StartAsync("group/my.app_1", step, default);

        Assert.Equal(("PUT", expected, "Bearer hush-registry"), Assert.Single(registry.Requests));
    }

    [Theory]
    [InlineData("native", RegistryStatus.Native)]
    [InlineData("pre_import_in_progress", RegistryStatus.PreImportInProgress)]
    [InlineData("pre_import_complete", RegistryStatus.PreImportComplete)]
    [InlineData("pre_import_failed", RegistryStatus.PreImportFailed)]
    [InlineData("pre_import_canceled", RegistryStatus.PreImportCanceled)]
    [InlineData("import_in_progress", RegistryStatus.ImportInProgress)]
    [InlineData("import_complete", RegistryStatus.ImportComplete)]
    [InlineData("import_failed", RegistryStatus.ImportFailed)]
    [InlineData("import_canceled", RegistryStatus.ImportCanceled)]
    internal async Task GetStatusAsync_EveryStatus_IsKnown(string status, RegistryStatus expected)
    {
        var body = $$"""{"name":"app","path":"group/app","status":"{{status}}","detail":"some detail"}""";

        var answer = await Client(ScriptedRegistry.Answers(200, body)).GetStatusAsync("group/app", default);

        Assert.Equal((StatusAnswerKind.Known, expected, "some detail"), (answer.Kind, answer.Status, answer.Detail));
    }

    [Theory]
    [InlineData(404, "", StatusAnswerKind.NotFound)]
    [InlineData(200, "", StatusAnswerKind.Unavailable)]
    [InlineData(200, "[1]", StatusAnswerKind.Unavailable)]
    [InlineData(200, """{"status":"melting"}""", StatusAnswerKind.Unavailable)]
    [InlineData(200, """{"status":7}""", StatusAnswerKind.Unavailable)]
    [InlineData(401, "", StatusAnswerKind.Unavailable)]
    [InlineData(400, """{"status":"import_complete"}""", StatusAnswerKind.Unavailable)]
    [InlineData(503, "", StatusAnswerKind.Unavailable)]
    internal async Task GetStatusAsync_AnythingElse_SaysNothingAboutTheRepository(int status, string body, StatusAnswerKind expected)
    {
        var answer = await Client(ScriptedRegistry.Answers(status, body)).GetStatusAsync("group/app", default);

        Assert.Equal((expected, (RegistryStatus?)null), (answer.Kind, answer.Status));
        Assert.NotEmpty(answer.Sentence);
    }

    [Theory]
    [InlineData(202, "", CancelAnswerKind.Accepted, null)]
    [InlineData(400, """{"status":"import_complete"}""", CancelAnswerKind.NotInProgress, RegistryStatus.ImportComplete)]
    [InlineData(400, BusyBody, CancelAnswerKind.NotInProgress, null)]
    [InlineData(404, "", CancelAnswerKind.NotFound, null)]
    [InlineData(401, "", CancelAnswerKind.Unavailable, null)]
    [InlineData(500, "", CancelAnswerKind.Unavailable, null)]
    internal async Task CancelAsync_Answer_HasItsMeaning(int status, string body, CancelAnswerKind expected, RegistryStatus? present)
    {
        var answer = await Client(ScriptedRegistry.Answers(status, body)).CancelAsync("group/app", force: false, default);

        Assert.Equal((expected, present), (answer.Kind, answer.Status));
    }

    [Theory]
    [InlineData(false, "https://registry.example/gitlab/v1/import/group/app/")]
    [InlineData(true, "https://registry.example/gitlab/v1/import/group/app/?force=true")]
    public async Task CancelAsync_Address_SaysForceOnlyWhenForced(bool force, string expected)
    {
        var registry = ScriptedRegistry.Answers(202);

        await Client(registry).CancelAsync("group/app", force, default);

        Assert.Equal(("DELETE", expected), (registry.Requests[0].Method, registry.Requests[0].Address));
    }

    [Fact]
    public async Task AnyCall_ConnectionRefused_IsAnAnswer()
    {
        var registry = new ScriptedRegistry((_, _) => throw new HttpRequestException("refused"));

        Assert.Equal(StartAnswerKind.Unavailable, (await Client(registry).StartAsync("a/b", ImportStep.Import, default)).Kind);
        Assert.Equal(StatusAnswerKind.Unavailable, (await Client(registry).GetStatusAsync("a/b", default)).Kind);
        Assert.Equal(CancelAnswerKind.NoAnswer, (await Client(registry).CancelAsync("a/b", false, default)).Kind);
        Assert.Equal(3, registry.Requests.Count);
    }

    [Fact]
    public async Task AnyCall_NoAnswerInTime_IsAnAnswerOnceTheClockSaysSo()
    {
        var clock = new ManualTimeProvider();
        var given = CancellationToken.None;
        var registry = new ScriptedRegistry((_, gone) => NeverAsync<HttpResponseMessage>(given = gone));
        var asking = Client(registry, clock).StartAsync("a/b", ImportStep.Import, default);

        clock.Advance(Patience - TimeSpan.FromTicks(1));
        var isGivenUpEarly = given.IsCancellationRequested;
        clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal((false, true), (isGivenUpEarly, given.IsCancellationRequested));
        Assert.Equal(new StartAnswer(StartAnswerKind.Unavailable, "The registry did not answer within 60 s."), await asking);
    }

    [Fact]
    public async Task AnyCall_AnswerThatStopsHalfWay_IsGivenUpAtTheSameTime()
    {
        var clock = new ManualTimeProvider();
        var asking = Client(ScriptedRegistry.Answers(200, new StalledContent()), clock).GetStatusAsync("a/b", default);

        clock.Advance(Patience);

        Assert.Equal(new StatusAnswer(StatusAnswerKind.Unavailable, "The registry did not answer within 60 s."), await asking);
    }

    [Fact]
    public async Task AnyCall_Answered_LeavesNoTimerBehind()
    {
        var clock = new ManualTimeProvider();

        await Client(ScriptedRegistry.Answers(202), clock).CancelAsync("a/b", force: false, default);

        Assert.Null(clock.NextTimer);
    }

    [Fact]
    public async Task AnyCall_CancelledByTheCaller_Throws()
    {
        var registry = new ScriptedRegistry((_, cancellationToken) => Task.FromCanceled<HttpResponseMessage>(cancellationToken));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client(registry).GetStatusAsync("a/b", new CancellationToken(canceled: true)));
    }

    private static async Task<T> NeverAsync<T>(CancellationToken cancellationToken)
    {
        await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        throw new InvalidOperationException("Unreachable: the wait ends by cancellation.");
    }

    private static RegistryClient Client(ScriptedRegistry registry, TimeProvider? time = null)
    {
        var clock = time ?? new ManualTimeProvider();
        var options = new RegistryImportOptions { RegistryUrl = new("https://registry.example"), RequestTimeout = Patience };
        var tokens = new RegistryTokens(Options.Create(new RegistryTokenOptions { Bearer = "hush-registry" }), clock);
        return new(new(registry), tokens, clock, Options.Create(options));
    }

    /// <summary>A body that begins and never ends.</summary>
    private sealed class StalledContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => NeverAsync<int>(default);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            NeverAsync<int>(cancellationToken);

        protected override Task<Stream> CreateContentReadStreamAsync() => NeverAsync<Stream>(default);

        protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) => NeverAsync<Stream>(cancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
