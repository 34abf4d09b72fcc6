using System.Text.Json.Serialization;

namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>What an entity's message asks for.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "request")]
[JsonDerivedType(typeof(OperationRequest), "Operation")]
[JsonDerivedType(typeof(LockRequest), "Lock")]
[JsonDerivedType(typeof(LockRelease), "Release")]
internal abstract record EntityRequest;
