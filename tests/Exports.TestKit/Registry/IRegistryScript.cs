namespace Exports.TestKit.Registry;

/// <summary>
/// What a simulated registry does, as a pure function of path and number, never of the order in which requests arrive: so a run can be
/// repeated, and a test can compute how each repository has to end.
/// </summary>
internal interface IRegistryScript
{
    RepositoryKind KindOf(string path);

    /// <param name="path">The repository.</param>
    /// <param name="step">The step.</param>
    /// <param name="number">How many runs of this step came to an end of their own or by a client's cancel before, from 0. One that the
    /// registry's own restart ended is run again under the same number, unless a client had asked for its cancel or asks for it then: nobody
    /// can tell from outside which of the two ended it.</param>
    StepScript StepOf(string path, SimulatedStep step, int number);

    /// <param name="path">The repository.</param>
    /// <returns>The seconds in <c>Retry-After</c> of its 429; null for none.</returns>
    int? RetryAfterOf(string path);

    /// <param name="path">The repository.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="number">How many such requests there were before, from 0.</param>
    AnswerFault AnswerOf(string path, string method, int number);
}
