using System.Collections.Generic;
using Harrier.Host.Settings;

namespace Harrier.Host.Hardware;

/// <summary>The model-specific register of a core that switches its prefetchers off, one bit each. All bits are 0 where
/// nobody wrote it: the prefetchers are on.</summary>
/// <param name="Register">Its number.</param>
/// <param name="Prefetchers">Their names by bit, from bit 0.</param>
/// <param name="Evidence">How well it is known.</param>
/// <param name="Source">Who says so.</param>
public sealed record PrefetchControl(uint Register, IReadOnlyList<string> Prefetchers, Evidence Evidence, string Source);
