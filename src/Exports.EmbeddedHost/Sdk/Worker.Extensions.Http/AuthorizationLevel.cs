namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key a caller of an HTTP function has to show.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user. The embedded host has no sign-in and asks for the host key.</summary>
    User = 1,

    /// <summary>A function key; the embedded host knows one host key, valid for every function.</summary>
    Function = 2,

    /// <summary>A system key; here the host key.</summary>
    System = 3,

    /// <summary>The master key; here the host key.</summary>
    Admin = 4,
}
