namespace Harrier.Tests.Captures;

/// <summary>What one UDP or TCP packet carries.</summary>
/// <param name="IsTcp">True for TCP, false for UDP.</param>
/// <param name="SourcePort">The sender's port.</param>
/// <param name="DestinationPort">The receiver's port.</param>
/// <param name="Bytes">The payload; trailers that a capturing switch adds are cut off.</param>
internal sealed record PacketPayload(bool IsTcp, int SourcePort, int DestinationPort, byte[] Bytes);
