namespace Harrier.Runtime.Memory;

/// <summary>The bytes that lie on one memory node.</summary>
/// <param name="Node">The node.</param>
/// <param name="ByteCount">The bytes, in whole pages.</param>
public readonly record struct NodeBytes(int Node, long ByteCount);
