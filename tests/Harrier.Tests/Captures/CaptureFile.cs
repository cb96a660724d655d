using System.Collections.Generic;

namespace Harrier.Tests.Captures;

/// <summary>One file of captured packets.</summary>
/// <param name="Name">Its path in the archive; the folder names protocol and version.</param>
/// <param name="Packets">What each packet carries, without the headers of the network.</param>
internal sealed record CaptureFile(string Name, List<PacketPayload> Packets);
