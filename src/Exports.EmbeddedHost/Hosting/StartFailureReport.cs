namespace Exports.EmbeddedHost.Hosting;

/// <summary>
/// A <see cref="HostStartException"/> that nobody catches ends the process with its one sentence and exit code 1, in place of a stack
/// trace: the application's Main knows nothing of this host and cannot do it.
/// </summary>
internal static class StartFailureReport
{
    private static int _installed;

    public static void Install()
    {
        if (Interlocked.Exchange(ref _installed, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += Report;
        }
    }

    private static void Report(object sender, UnhandledExceptionEventArgs arguments)
    {
        if (arguments.ExceptionObject is HostStartException failure)
        {
            Console.Error.WriteLine(failure.Message);
            Environment.Exit(1);
        }
    }
}
