using Microsoft.DurableTask;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>The app's data converter behind the engine's size limit.</summary>
internal sealed class PayloadConverter(DataConverter converter, int limit)
{
    public DataConverter DataConverter => converter;

    /// <param name="value">Null gives no payload at all (rule D5).</param>
    /// <param name="what">What it is, for the error text.</param>
    /// <exception cref="PayloadTooLargeException">The JSON is longer than the limit.</exception>
    public string? Serialize(object? value, string what) => Check(converter.Serialize(value), what);

    public string? Check(string? payload, string what) =>
        payload?.Length > limit ? throw new PayloadTooLargeException(what, payload.Length, limit) : payload;

    public T Deserialize<T>(string? payload) => converter.Deserialize<T>(payload)!;
}
