using System;

namespace Harrier.Models.Papers;

/// <summary>How much a reproduction samples.</summary>
/// <param name="Paths">Monte Carlo paths, or sampled sessions, for each line, 2 or more.</param>
/// <param name="Seed">The seed of the random numbers.</param>
/// <param name="Progress">Told the part that is done, from 0 to 1.</param>
public readonly record struct PaperRun(int Paths, ulong Seed, IProgress<double>? Progress = null);
