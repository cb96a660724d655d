using System;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>Simulates one path and gives its figures.</summary>
/// <param name="random">The random numbers, at the first of the path.</param>
/// <param name="figures">Takes the figures.</param>
public delegate void PathFigures(PathRandom random, Span<double> figures);
