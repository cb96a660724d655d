using System.Collections.Generic;

namespace Harrier.Host.Hardware;

/// <summary>The profile of a machine, and where the machine is not as its profile says.</summary>
/// <param name="Configuration">The profile, with the machine's own word in place of its own wherever there is one.</param>
/// <param name="Reason">Why this profile, as a sentence.</param>
/// <param name="Differences">Each difference as a sentence.</param>
public sealed record DetectedHardware(HardwareConfiguration Configuration, string Reason, IReadOnlyList<string> Differences);
