namespace Microsoft.Azure.Functions.Worker;

/// <summary>Objects that parts of the pipeline leave for one another, keyed by type, for the length of one invocation.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Stores <paramref name="instance"/> under <typeparamref name="T"/>, replacing what was there.</summary>
    void Set<T>(T instance);

    /// <summary>What is stored under <typeparamref name="T"/>, or the type's default.</summary>
    T? Get<T>();
}
