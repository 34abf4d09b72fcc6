namespace Grpc.Core;

/// <summary>What the Functions host's durable client throws: an instance is missing, or in a state that forbids the request.</summary>
public class RpcException : Exception
{
    public RpcException(Status status)
        : this(status, status.ToString())
    {
    }

    public RpcException(Status status, string message)
        : base(message)
    {
        Status = status;
    }

    public Status Status { get; }

    public StatusCode StatusCode => Status.StatusCode;
}
